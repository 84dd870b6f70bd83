import { ActionError } from '../errors.ts';

/** Every input with the value it has when it is not given, as action.yml declares them (a test compares the two). */
export const INPUT_DEFAULTS = {
  'packages-dir': 'dist',
  'repository-url': 'https://upload.pypi.org/legacy/',
  'index-kind': 'auto',
  'check-url': '',
  user: '__token__',
  password: '',
  'oidc-audience': '',
  attestations: 'auto',
  'dry-run': 'false',
  'attestations-dir': '',
  'existing-attestations': 'adopt',
  bundles: 'false',
  'rekor-version': 'auto',
  'allow-public-disclosure-from-private-repo': 'false',
  'sigstore-instance': 'public-good',
  'sigstore-tuf-url': '',
  'sigstore-tuf-root': '',
  'sigstore-trusted-root': '',
  'sigstore-signing-config': '',
  'sigstore-audience': 'sigstore',
  'skip-existing': 'false',
  'expected-hashes': '',
  'slsa-provenance': 'false',
  'verify-metadata': 'true',
  'scan-secrets': 'true',
  'release-diff': 'auto',
  'approved-plan': '',
  'confirm-timeout': '300',
  'index-tuf-url': '',
  'index-tuf-root': '',
  'index-tuf-target': '{filename}',
  'index-tuf-require': 'false',
  'artifact-name': '',
  'github-attestations': 'false',
  'github-token': '',
  verbose: 'false',
  'print-hash': 'false',
} as const;

/** The name of an input, as action.yml spells it. */
type InputName = keyof typeof INPUT_DEFAULTS;

/** Spellings that gh-action-pypi-publish once had, and what they are called now. */
export const DEPRECATED_SPELLINGS: ReadonlyMap<string, InputName> = new Map([
  ['packages_dir', 'packages-dir'],
  ['repository_url', 'repository-url'],
  ['skip_existing', 'skip-existing'],
  ['verify_metadata', 'verify-metadata'],
  ['print_hash', 'print-hash'],
]);

/** The longest time that an input can set: no job on a GitHub-hosted runner lasts as long. */
const MOST_SECONDS = 86_400;

/** Reads inputs by name, each with its default, and collects what is wrong with them. */
export type InputReader = ReturnType<typeof readerOf>;

/** A reader of raw inputs; an empty string counts as not given, an old spelling as the new one. */
export function readerOf(raw: Readonly<Record<string, string>>, faults: string[]) {
  const deprecated: string[] = [];
  const given = new Map(Object.entries(raw).map(([name, value]) => [name, value.trim()]));
  for (const [old, name] of DEPRECATED_SPELLINGS) {
    const value = given.get(old) ?? '';
    if (value === '') continue;
    deprecated.push(`${old} (now ${name})`);
    const current = given.get(name) ?? '';
    if (current === '' || current === INPUT_DEFAULTS[name]) given.set(name, value);
    else if (current !== value) faults.push(`${old}: differs from ${name}; set only ${name}`);
  }
  return {
    ...readerOver(given, INPUT_DEFAULTS, faults),
    notices: (): readonly string[] =>
      deprecated.length === 0 ? [] : [`Deprecated spellings of inputs: ${deprecated.join(', ')}.`],
  };
}

/** Reads given texts by the names of one action's inputs. @param faults gets what is wrong with them */
export function readerOver<Name extends string>(
  given: ReadonlyMap<string, string>,
  defaults: Readonly<Record<Name, string>>,
  faults: string[],
) {
  const text = (name: Name): string => given.get(name) || defaults[name];
  const choice = <T>(name: Name, choices: Readonly<Record<string, T>>): T => {
    const lookUp = (value: string) => (Object.hasOwn(choices, value) ? choices[value] : undefined);
    const chosen = lookUp(text(name).toLowerCase());
    if (chosen !== undefined) return chosen;
    faults.push(
      `${name}: invalid value ${JSON.stringify(text(name))}; expected one of ${Object.keys(choices).join(', ')}`,
    );
    const byDefault = lookUp(defaults[name]);
    if (byDefault === undefined) throw new Error(`${name} has a default that is not one of its choices`);
    return byDefault;
  };
  return {
    text,
    choice,
    optional: (name: Name): string | undefined => text(name) || undefined,
    flag: (name: Name): boolean => choice(name, { true: 'yes', false: 'no' }) === 'yes',
    lines: (name: Name): readonly string[] =>
      text(name)
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    seconds: (name: Name): number => {
      const value = text(name);
      const isWhole = /^\d+$/.test(value);
      if (isWhole && Number(value) <= MOST_SECONDS) return Number(value);
      const fault = isWhole
        ? `is too long; at most ${MOST_SECONDS} seconds (24 hours)`
        : 'is not a whole number of seconds';
      faults.push(`${name}: ${JSON.stringify(value)} ${fault}`);
      return Number(defaults[name]);
    },
  };
}

/** Two inputs that need each other; undefined where neither is given. */
export function pair(
  read: InputReader,
  faults: string[],
  first: InputName,
  second: InputName,
): readonly [string, string] | undefined {
  const [one, other] = [read.optional(first), read.optional(second)];
  if (one === undefined && other === undefined) return undefined;
  if (one !== undefined && other !== undefined) return [one, other];
  faults.push(one === undefined ? `${second} needs ${first} too` : `${first} needs ${second} too`);
  return undefined;
}

/** Adds what is wrong with the name of an artifact. https://github.com/actions/toolkit/tree/main/packages/artifact */
export function checkArtifactName(name: string | undefined, faults: string[]): void {
  if (!/["/\\:<>|*?\r\n]/.test(name ?? '')) return;
  faults.push(
    `artifact-name: ${JSON.stringify(name)} contains a character that artifact names cannot contain`,
  );
}

/** INPUT_INVALID with every fault. @param undone what was not done, as a sentence */
export function unusableInputs(faults: readonly string[], undone: string): ActionError {
  const heading = faults.length === 1 ? '1 input is' : `${faults.length} inputs are`;
  return new ActionError(
    'INPUT_INVALID',
    `${heading} invalid:\n${faults.map((fault) => `- ${fault}`).join('\n')}`,
    `Correct the \`with:\` block of this step. ${undone}`,
  );
}
