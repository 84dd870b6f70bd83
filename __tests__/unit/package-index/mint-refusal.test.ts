// Every refusal of an identity token that is known of Warehouse: what a user reads.
import { describe, expect, it } from '@jest/globals';
import { describeIndex } from '../../../src/package-index/hosts.ts';
import { mintRefusal } from '../../../src/package-index/trusted-publishing/mint-refusal.ts';
import { demoClaims } from '../../support/sample-claims.ts';

const PYPI = describeIndex('https://upload.pypi.org/legacy/', 'auto', undefined);
const GENERIC = describeIndex('https://index.example/legacy/', 'generic', undefined);
const NO_PUBLISHER =
  'valid token, but no corresponding publisher (Publisher with matching claims was not found)';

describe('mintRefusal', () => {
  it.each([
    ['no publisher', 'invalid-publisher', NO_PUBLISHER, {}],
    ['no publisher for an environment', 'invalid-publisher', NO_PUBLISHER, { environment: 'pypi' }],
    ['pull_request_target', 'invalid-publisher', NO_PUBLISHER, { event_name: 'pull_request_target' }],
    [
      "another repository's reusable workflow",
      'invalid-publisher',
      "valid token, but no corresponding publisher (The job_workflow_ref claim does not match, expecting one of ['a'], got 'b')",
      { job_workflow_ref: 'other/tools/.github/workflows/publish.yml@refs/heads/main' },
    ],
    [
      'a pending publisher too late',
      'invalid-pending-publisher',
      'valid token, but project already exists',
      {},
    ],
    ['switched off', 'not-enabled', 'GitHub-based trusted publishing functionality not enabled', {}],
    ['a token not accepted', 'invalid-token', 'malformed or invalid token', {}],
    ['a token used before', 'invalid-reuse-token', 'invalid token: already used', {}],
    ['a payload not accepted', 'invalid-payload', "The name 'json' isn't allowed", {}],
    ['what is not known', 'something-new', 'a new reason', {}],
  ])('%s', (_case, code, description, changed) => {
    const { message, hint } = mintRefusal(code, description, {
      index: PYPI,
      claims: demoClaims(changed),
      publishers: [],
    });
    expect(`${message}\n-> ${hint}`).toMatchSnapshot();
  });

  it('names the index where its pages are not known', () => {
    expect(
      mintRefusal('invalid-publisher', 'x', { index: GENERIC, claims: demoClaims(), publishers: [] }).hint,
    ).toContain('index.example');
  });

  const earlier = { project: 'demo', repository: 'octo/demo', workflow: 'release.yml', environment: 'pypi' };
  const hintAfter = (publisher: Partial<typeof earlier>, claims = {}): string =>
    mintRefusal('invalid-publisher', NO_PUBLISHER, {
      index: PYPI,
      claims: demoClaims(claims),
      publishers: [{ ...earlier, ...publisher }],
    }).hint;

  it('names the environment that the last release came from, and no second publisher to register', () => {
    expect(hintAfter({})).toBe(
      'Add `environment: pypi` to this job: the newest attested file of demo came from it.',
    );
    expect(hintAfter({}, { environment: 'testpypi' })).toContain('Add `environment: pypi`');
    expect(hintAfter({}, { environment: 'PyPI' })).toContain('Compare this with the publisher');
  });

  it('names the workflow and the repository that the last release came from', () => {
    expect(hintAfter({ workflow: 'publish.yml', environment: undefined } as object)).toBe(
      'Publish from there, or add this job as a publisher in the settings of the project. The newest attested file of demo was ' +
        'published by octo/demo (workflow publish.yml); this run is octo/demo (workflow release.yml).',
    );
    expect(hintAfter({ repository: 'octo/old' })).toContain('published by octo/old');
  });

  it('never says to register a job without environment before the publisher was compared', () => {
    const { hint } = mintRefusal('invalid-publisher', NO_PUBLISHER, {
      index: PYPI,
      claims: demoClaims(),
      publishers: [],
    });
    expect(hint.indexOf('environment: NAME')).toBeGreaterThan(0);
    expect(hint.indexOf('environment: NAME')).toBeLessThan(hint.indexOf('add one'));
  });

  it('says of an issuer that PyPI does not know what it is, not to set the clock', () => {
    const claims = demoClaims({ iss: 'https://token.actions.githubusercontent.com/octo-enterprise' });
    const { hint } = mintRefusal('invalid-token', 'unknown trusted publishing issuer', {
      index: PYPI,
      claims,
      publishers: [],
    });
    expect(hint).toContain('octo-enterprise');
    expect(hint).not.toContain('clock');
  });
});
