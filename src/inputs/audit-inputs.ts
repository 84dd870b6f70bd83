import type { Secret } from '../ground/secret.ts';
import { checkArtifactName, readerOver, unusableInputs } from './input-reader.ts';
import { PUBLIC_INSTANCES, readTufInputs } from './tuf-inputs.ts';

/** Every input of the audit with the value it has when it is not given, as audit/action.yml declares them (a test compares the two). */
export const AUDIT_INPUT_DEFAULTS = {
  projects: '',
  index: 'https://pypi.org/simple/',
  repository: '',
  workflows: '',
  since: '',
  'require-attestations-since': '',
  download: 'false',
  'artifact-name': 'wheelseal-audit',
  'github-token': '',
  'sigstore-instance': 'public-good',
  'sigstore-tuf-url': '',
  'sigstore-tuf-root': '',
  'sigstore-trusted-root': '',
} as const;

/** From when on files are audited. */
export type Since =
  | { readonly kind: 'always' }
  | { readonly kind: 'date'; readonly from: Date }
  | { readonly kind: 'days'; readonly days: number }
  /** As given; whether it is a version (PEP 440) was checked. */
  | { readonly kind: 'release'; readonly version: string };

/** Whose trusted root attestations are verified with: paths, or the JSON itself. */
type AuditTrust =
  | { readonly kind: 'public-good' | 'staging'; readonly mirror?: string }
  | { readonly kind: 'tuf'; readonly url: string; readonly root: string }
  | { readonly kind: 'file'; readonly trustedRoot: string };

/** All inputs of the audit, parsed. */
export interface AuditInputs {
  /** As given, one at least. */
  readonly projects: readonly string[];
  readonly index: string;
  /** `OWNER/NAME` of those that may sign; none where this repository alone may. */
  readonly repositories: readonly string[];
  /** File names in `.github/workflows/` of those that may sign; none where any may. */
  readonly workflows: readonly string[];
  readonly since: Since;
  /** A version; undefined: the first attested release. */
  readonly requiredSince: string | undefined;
  readonly download: boolean;
  readonly artifactName: string;
  readonly githubToken: Secret | undefined;
  readonly trust: AuditTrust;
}

/** What inputs can't be judged by without knowing the standards of packages. */
interface AuditInputRules {
  readonly isProject: (name: string) => boolean;
  readonly isVersion: (text: string) => boolean;
  /** Why the index cannot be right; undefined where it can. */
  readonly indexFault: (address: string) => string | undefined;
}

/** Reads all inputs at once; an empty string counts as not given. @throws {ActionError} INPUT_INVALID with every fault */
export function parseAuditInputs(
  raw: Readonly<Record<string, string>>,
  secret: (value: string) => Secret,
  rules: AuditInputRules,
): AuditInputs {
  const faults: string[] = [];
  const given = new Map(Object.entries(raw).map(([name, value]) => [name, value.trim()]));
  const read = readerOver(given, AUDIT_INPUT_DEFAULTS, faults);
  const token = read.text('github-token');
  const inputs: AuditInputs = {
    projects: [...new Set(read.lines('projects'))],
    index: read.text('index'),
    repositories: read.lines('repository'),
    workflows: read.lines('workflows').map(fileName),
    since: readSince(read.text('since'), rules, faults),
    requiredSince: read.optional('require-attestations-since'),
    download: read.flag('download'),
    artifactName: read.text('artifact-name'),
    githubToken: token === '' ? undefined : secret(token),
    trust: readTrust(read, faults),
  };
  checkValues(inputs, rules, faults);
  if (faults.length === 0) return Object.freeze(inputs);
  throw unusableInputs(faults, 'Nothing was audited.');
}

function checkValues(inputs: AuditInputs, rules: AuditInputRules, faults: string[]): void {
  const { projects, index, repositories, workflows, requiredSince, artifactName } = inputs;
  if (projects.length === 0) faults.push('projects: name one project per line');
  const each = (
    name: string,
    values: readonly string[],
    isRight: (value: string) => boolean,
    what: string,
  ) => {
    for (const value of values) {
      if (!isRight(value)) faults.push(`${name}: ${JSON.stringify(value)} is not ${what}`);
    }
  };
  each('projects', projects, rules.isProject, 'the name of a project');
  each('repository', repositories, (value) => /^[\w.-]+\/[\w.-]+$/.test(value), 'OWNER/NAME');
  each('workflows', workflows, (value) => /^[^/@\s]+\.ya?ml$/.test(value), 'a workflow file');
  const versions = requiredSince === undefined ? [] : [requiredSince];
  each('require-attestations-since', versions, rules.isVersion, 'a version');
  const fault = rules.indexFault(index);
  if (fault !== undefined) faults.push(fault);
  checkArtifactName(artifactName, faults);
}

/** Days in a span that is longer than PyPI is old. */
const LONGEST_SPAN = 36_500;

function readSince(text: string, { isVersion }: AuditInputRules, faults: string[]): Since {
  if (text === '') return { kind: 'always' };
  const [, days] = /^last-(\d+)-days?$/i.exec(text) ?? [];
  if (days !== undefined && Number(days) > 0 && Number(days) <= LONGEST_SPAN) {
    return { kind: 'days', days: Number(days) };
  }
  const from = dateOf(text);
  if (from !== undefined) return { kind: 'date', from };
  if (isVersion(text)) return { kind: 'release', version: text };
  faults.push(
    `since: ${JSON.stringify(text)} is neither a version, nor a date such as 2026-01-31, nor last-30-days`,
  );
  return { kind: 'always' };
}

/** A day, or a moment with its offset from UTC (RFC 3339); undefined where the calendar has none. */
function dateOf(text: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/i.test(text))
    return undefined;
  const date = new Date(text);
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  const exists = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text.slice(0, 10));
  return exists && !Number.isNaN(date.getTime()) ? date : undefined;
}

function readTrust(
  read: ReturnType<typeof readerOver<keyof typeof AUDIT_INPUT_DEFAULTS>>,
  faults: string[],
): AuditTrust {
  const { named, url, root, trustedRoot } = readTufInputs(read, PUBLIC_INSTANCES, faults);
  if (trustedRoot !== undefined) return { kind: 'file', trustedRoot };
  if (url === undefined) return { kind: named };
  return root === undefined ? { kind: named, mirror: url } : { kind: 'tuf', url, root };
}

/** A workflow may be given by its path. */
function fileName(workflow: string): string {
  return workflow.replace(/^\.?\/?\.github\/workflows\//, '');
}
