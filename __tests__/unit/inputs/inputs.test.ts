import { describe, expect, it } from '@jest/globals';
import { ActionError } from '../../../src/errors.ts';
import { parseInputs } from '../../../src/inputs/inputs.ts';
import { Secret } from '../../../src/ground/secret.ts';

const parse = (raw: Record<string, string>) => parseInputs(raw, (value) => new Secret(value));

function faultsOf(raw: Record<string, string>): string {
  try {
    parse(raw);
  } catch (error) {
    if (error instanceof ActionError) return error.message;
    throw error;
  }
  throw new Error('parsed without a fault');
}

describe('parseInputs', () => {
  it('has a complete answer where nothing is given', () => {
    expect(parse({})).toEqual({
      artifactName: undefined,
      githubAttestations: false,
      githubToken: undefined,
      packages: ['dist'],
      repositoryUrl: 'https://upload.pypi.org/legacy/',
      indexKind: 'auto',
      checkUrl: undefined,
      credentials: undefined,
      oidcAudience: undefined,
      attestations: 'auto',
      dryRun: 'no',
      attestationsDirectory: undefined,
      existingAttestations: 'adopt',
      bundles: false,
      slsaProvenance: 'none',
      rekorVersion: 'auto',
      disclosureAllowed: false,
      sigstore: { kind: 'public-good' },
      skipExisting: false,
      verifyMetadata: true,
      scanSecrets: true,
      releaseDiff: 'auto',
      confirmTimeout: 300,
      indexTuf: undefined,
      notices: [],
    });
  });

  it('takes an empty string for not given', () => {
    const empty = Object.fromEntries(
      ['packages-dir', 'attestations', 'password', 'dry-run'].map((n) => [n, '']),
    );
    expect(parse(empty)).toEqual(parse({}));
  });

  it('takes no password with dry-run: auth, which proves Trusted Publishing', () => {
    expect(() => parse({ 'dry-run': 'auth', password: 'pypi-secret' })).toThrow(
      /dry-run: `auth` obtains an upload token by Trusted Publishing, and `password` is set/,
    );
    expect(() => parse({ 'dry-run': 'auth', user: 'alice' })).toThrow(/user: "alice" needs a password/);
    expect(parse({ 'dry-run': 'Auth' }).dryRun).toBe('auth');
  });

  it.each([
    ['TRUE', 'auto'],
    ['Require', 'require'],
    ['keep', 'keep'],
    ['off', 'never'],
    ['false', 'never'],
  ])('reads attestations: %s as %s', (given, meant) => {
    expect(parse({ attestations: given }).attestations).toBe(meant);
  });

  it.each([
    ['true', 'sign'],
    ['sign', 'sign'],
    ['plan', 'plan'],
    ['False', 'no'],
  ])('reads dry-run: %s as %s', (given, meant) => {
    expect(parse({ 'dry-run': given }).dryRun).toBe(meant);
  });

  it('reads one glob a line', () => {
    expect(parse({ 'packages-dir': 'dist\n  wheels/*.whl \n\n!dist/old' }).packages).toEqual([
      'dist',
      'wheels/*.whl',
      '!dist/old',
    ]);
  });

  it('throws what alone stands against the inputs as it is, and all faults together', () => {
    const unsuitable = new ActionError('IDENTITY_UNSUITABLE', 'This event signs nothing', 'Use another.');
    const missing = new ActionError('CONSENT_MISSING', 'Nobody consented', 'Consent.');
    const refused = (raw: Record<string, string>, ...errors: readonly ActionError[]) => {
      try {
        return parseInputs(
          raw,
          (value) => new Secret(value),
          () => errors,
        );
      } catch (error) {
        return error;
      }
    };
    expect(refused({}, unsuitable)).toBe(unsuitable);
    for (const [raw, errors, texts] of [
      [{}, [unsuitable, missing], ['This event signs nothing. Use another.', 'Nobody consented. Consent.']],
      [{ bundles: 'perhaps' }, [unsuitable], ['bundles', 'This event signs nothing. Use another.']],
    ] as const) {
      const error = refused(raw, ...errors);
      expect(error).toMatchObject({ code: 'INPUT_INVALID' });
      for (const text of texts) expect(error).toMatchObject({ message: expect.stringContaining(text) });
    }
  });

  it('wraps the password so that it prints as stars', () => {
    const { credentials } = parse({ password: 'pypi-canary' });
    expect(credentials?.username).toBe('__token__');
    expect(credentials?.password.reveal()).toBe('pypi-canary');
    expect(JSON.stringify(parse({ password: 'pypi-canary' }))).not.toContain('canary');
  });

  it('takes the old spellings with one notice', () => {
    const inputs = parse({ packages_dir: 'out', 'packages-dir': 'dist', skip_existing: 'true' });
    expect(inputs.packages).toEqual(['out']);
    expect(inputs.skipExisting).toBe(true);
    expect(inputs.notices).toEqual([
      'Deprecated spellings of inputs: packages_dir (now packages-dir), skip_existing (now skip-existing).',
    ]);
  });

  it('refuses an old spelling that contradicts the new one', () => {
    expect(faultsOf({ packages_dir: 'out', 'packages-dir': 'wheels' })).toContain('packages_dir: differs');
  });

  it.each([
    { 'sigstore-tuf-url': 'https://tuf.example', 'sigstore-tuf-root': 'root.json' },
    { 'sigstore-trusted-root': 'root.json', 'sigstore-signing-config': 'config.json' },
  ])('refuses staging and GitHub’s beside an own instance: %j', (own) => {
    for (const named of ['staging', 'github']) {
      expect(faultsOf({ ...own, 'sigstore-instance': named })).toContain(
        `sigstore-instance: \`${named}\` cannot be combined with a private Sigstore instance`,
      );
    }
    expect(parse(own).sigstore.kind).toMatch(/^(?:tuf|files)$/);
  });

  it('needs a password for another user, but in a dry run, which uploads nothing', () => {
    expect(faultsOf({ user: 'alice' })).toContain('user: "alice" needs a password');
    expect(parse({ user: 'alice', 'dry-run': 'sign' }).credentials).toBeUndefined();
  });

  it('reports every fault together', () => {
    expect(
      faultsOf({
        attestations: 'maybe',
        'dry-run': 'yes',
        'confirm-timeout': 'soon',
        'rekor-version': '3',
        user: 'alice',
        'sigstore-tuf-root': 'root.json',
        'artifact-name': 'a/b',
        'github-attestations': 'please',
      }),
    ).toMatchInlineSnapshot(`
      "8 inputs are invalid:
      - attestations: invalid value "maybe"; expected one of auto, true, require, keep, never, false, off
      - dry-run: invalid value "yes"; expected one of false, true, sign, plan, auth
      - rekor-version: invalid value "3"; expected one of 1, 2, auto
      - sigstore-tuf-root needs sigstore-tuf-url too
      - confirm-timeout: "soon" is not a whole number of seconds
      - github-attestations: invalid value "please"; expected one of true, false
      - user: "alice" needs a password, but \`password\` is empty (check the secret's name and that this job may read it)
      - artifact-name: "a/b" contains a character that artifact names cannot contain"
    `);
  });

  it.each([
    ['0', 0],
    ['007', 7],
    ['86400', 86_400],
  ])('takes %s seconds for the confirmation', (value, seconds) => {
    expect(parse({ 'confirm-timeout': value }).confirmTimeout).toBe(seconds);
  });

  it.each([
    ['86401', 'is too long; at most 86400 seconds (24 hours)'],
    ['99999999', 'is too long; at most 86400 seconds (24 hours)'],
    ['9'.repeat(400), 'is too long; at most 86400 seconds (24 hours)'],
    ['-1', 'is not a whole number of seconds'],
    ['1e3', 'is not a whole number of seconds'],
    ['5m', 'is not a whole number of seconds'],
    ['2.5', 'is not a whole number of seconds'],
  ])('refuses %s for the confirmation, and says why', (value, why) => {
    expect(faultsOf({ 'confirm-timeout': value })).toContain(`confirm-timeout: "${value}" ${why}`);
  });

  it('refuses what GitHub’s instance has no log for', () => {
    const github = { 'sigstore-instance': 'github' };
    expect(parse(github).sigstore).toEqual({ kind: 'github' });
    for (const version of ['1', '2']) {
      expect(faultsOf({ ...github, 'rekor-version': version })).toContain(
        'has no Rekor; remove `rekor-version`',
      );
    }
    expect(faultsOf({ ...github, 'slsa-provenance': 'github' })).toContain(
      'slsa-provenance: `github` fetches',
    );
    expect(parse({ ...github, 'slsa-provenance': 'true' }).slsaProvenance).toBe('run');
  });

  it.each(['public-good', 'staging', 'github'] as const)('reads a mirror of %s', (kind) => {
    const mirror = 'https://mirror.example/tuf';
    const given = { 'sigstore-tuf-url': mirror, 'sigstore-instance': kind };
    expect(parse(given).sigstore).toEqual({ kind, mirror });
    expect(faultsOf({ ...given, 'sigstore-audience': 'own' })).toContain(
      'if this is a private instance, add sigstore-tuf-root',
    );
    expect(faultsOf({ ...given, 'sigstore-signing-config': 'c' })).toContain(
      'sigstore-signing-config needs sigstore-tuf-root too',
    );
  });

  it('reads a signing config beside TUF', () => {
    const given = { 'sigstore-tuf-url': 'https://tuf.example', 'sigstore-tuf-root': 'r' };
    expect(parse({ ...given, 'sigstore-signing-config': 'c' }).sigstore).toMatchObject({
      kind: 'tuf',
      signingConfig: 'c',
    });
  });

  it('reads an own instance through TUF', () => {
    const inputs = parse({ 'sigstore-tuf-url': 'https://tuf.example', 'sigstore-tuf-root': 'root.json' });
    expect(inputs.sigstore).toEqual({
      kind: 'tuf',
      url: 'https://tuf.example',
      root: 'root.json',
      audience: 'sigstore',
    });
  });

  it.each([
    ['http://tuf.example', 'it is not https'],
    ['https://me:hidden@tuf.example', 'it contains a user name or password'],
  ])('refuses the TUF repository %s, and does not repeat its address', (url, fault) => {
    const faults = faultsOf({ 'sigstore-tuf-url': url, 'sigstore-tuf-root': 'r', 'dry-run': 'maybe' });
    expect(faults).toContain(`sigstore-tuf-url: ${fault}`);
    expect(faults).toContain('dry-run: invalid value "maybe"; expected one of');
    expect(faults).not.toContain('hidden');
  });

  it('refuses two own instances', () => {
    expect(
      faultsOf({
        'sigstore-tuf-url': 'https://tuf.example',
        'sigstore-tuf-root': 'r',
        'sigstore-trusted-root': 't',
        'sigstore-signing-config': 's',
      }),
    ).toContain('exclude each other');
  });
});

describe('the index’s own TUF metadata', () => {
  const given = { 'index-tuf-url': 'https://index.example/tuf/', 'index-tuf-root': 'root.json' };

  it('is not looked at where there is no URL', () => {
    expect(parse({ 'index-tuf-target': '{filename}' }).indexTuf).toBeUndefined();
  });

  it('is read with its template', () => {
    expect(
      parse({ ...given, 'index-tuf-target': '{project}', 'index-tuf-require': 'TRUE' }).indexTuf,
    ).toEqual({
      url: 'https://index.example/tuf/',
      root: 'root.json',
      target: '{project}',
      perFile: false,
      require: true,
    });
    expect(parse({ ...given, 'index-tuf-url': 'http://127.0.0.1:9/' }).indexTuf?.perFile).toBe(true);
  });

  it.each([
    [{ 'index-tuf-root': '' }, 'index-tuf-url needs index-tuf-root too'],
    [{ 'index-tuf-url': '' }, 'index-tuf-root needs index-tuf-url too'],
    [{ 'index-tuf-url': 'http://index.example/' }, 'it is not https'],
    [{ 'index-tuf-url': 'http://localhost.example/' }, 'it is not https'],
    [{ 'index-tuf-url': 'index.example' }, 'it is not a URL'],
    [{ 'index-tuf-url': 'https://me:hidden@index.example/' }, 'it contains a user name or password'],
    [{ 'index-tuf-url': 'https://index.example/?hidden' }, 'it has a query or a fragment'],
    [{ 'index-tuf-target': '{name}' }, 'index-tuf-target: "{name}": {name} is unknown; expected one of'],
  ])('is refused with %j', (change, fault) => {
    const message = faultsOf({ ...given, ...change });
    expect(message).toContain(fault);
    expect(message).not.toContain('hidden');
  });

  it('is not required where it is not looked at', () => {
    expect(faultsOf({ 'index-tuf-require': 'true' })).toContain('index-tuf-require needs index-tuf-url too');
  });
});
