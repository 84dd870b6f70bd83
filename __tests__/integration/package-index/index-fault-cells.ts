// Every request that a run makes to the index for one of three projects, by everything that can become of it: how the run ends, that
// the two other projects are published all the same, that a second run completes it, what the index was sent, and that nothing lies
// there without the attestation that it should have.
import { expect } from '@jest/globals';
import { isPublished } from '../../../src/records.ts';
import { makeSdist, makeWheel } from '../../testbed/make-distributions.ts';
import type { Fault, StoredFile } from '../../testbed/package-index/server.ts';
import { PUBLISHER } from '../../testbed/testbed.ts';
import { startRunHarness } from '../../support/run-harness.ts';
import type { NetworkFault, RunHarness, EndedRun } from '../../support/run-harness.ts';

/** On the index since an earlier run. */
const EARLIER = makeWheel({ name: 'demo', version: '1.0', tags: 'py3-none-win32' });
const WHEEL = makeWheel({ name: 'demo', version: '1.0' });
const SDIST = makeSdist({ name: 'demo', version: '1.0' });
/** Of the other projects. */
const OTHERS = ['before', 'other'].map((name) => makeWheel({ name, version: '1.0' }));
const FILES = [EARLIER, WHEEL, SDIST, ...OTHERS];
const OWN = [EARLIER, WHEEL, SDIST].map(({ name }) => name);

let harness: RunHarness;
let published: readonly StoredFile[];

const stored = (): readonly string[] => harness.index.files('demo').map(({ filename }) => filename);
const begun = (): boolean => harness.index.requests.some(({ method }) => method === 'POST');
const uploading = (method: string, path: string): boolean => method === 'POST' && path === '/legacy/?demo';
const storedOfOthers = (): readonly string[] =>
  ['before', 'other'].flatMap((project) => harness.index.files(project).map(({ filename }) => filename));
const posts = (): number =>
  harness.index.requests.filter(({ method, path }) => uploading(method, path)).length;

type Matcher = (method: string, path: string) => boolean;

const REQUESTS = new Map<string, Matcher>([
  ['project page, before', (_, path) => path === '/simple/demo/' && !begun()],
  ['release page, before', (_, path) => path === '/pypi/demo/1.0/json' && !begun()],
  ['provenance, before', (_, path) => path.startsWith('/integrity/demo/') && !begun()],
  ['audience', (_, path) => path === '/_/oidc/audience'],
  ['upload token', (_, path) => path === '/_/oidc/mint-token'],
  ['first upload', (method, path) => uploading(method, path) && stored().length === 1],
  ['last upload', (method, path) => uploading(method, path) && stored().length === 2],
  ['project page, after', (_, path) => path === '/simple/demo/' && stored().length === 3],
  ['release page, after', (_, path) => path === '/pypi/demo/1.0/json' && stored().length === 3],
  ['provenance, after', (_, path) => path.startsWith('/integrity/demo/') && stored().length === 3],
]);

const FAULTS = new Map<string, Omit<Fault, 'match' | 'times'> | NetworkFault>([
  ['refused', 'refused'],
  ['reset', { kind: 'reset' }],
  ['cut', { kind: 'cut' }],
  ['truncated', { kind: 'truncate' }],
  ['hung', 'hung'],
  ['400', { kind: 'status', status: 400, body: 'Bad Request' }],
  ['403', { kind: 'status', status: 403, body: 'Forbidden' }],
  ['404', { kind: 'status', status: 404, body: 'Not Found' }],
  ['409', { kind: 'status', status: 409, body: 'Conflict' }],
  ['413', { kind: 'status', status: 413, body: 'Payload Too Large' }],
  ['429', { kind: 'status', status: 429, headers: { 'retry-after': '20' } }],
  ['500', { kind: 'status', status: 500 }],
  ['502', { kind: 'status', status: 502 }],
  ['503', { kind: 'status', status: 503 }],
  ['garbage', { kind: 'garbage' }],
  ['lost', { kind: 'lose-answer' }],
]);

/**
 * How a run ends while a request has the same fault every time. C: complete. U: complete, and the report warns of what
 * could not be confirmed. F: failed with nothing published. P: failed with one of two files published. A: failed after
 * both were published. `-`: no such fault, since the request has no body.
 */
const LASTING = `
                       refused reset cut truncated hung 400 403 404 409 413 429 500 502 503 garbage lost
  project page, before    F      F    -      F      F    F   F   U   F   F   F   F   F   F     F      F
  release page, before    F      F    -      F      F    F   F   C   F   F   F   F   F   F     F      F
  provenance, before      C      C    -      C      C    C   C   C   C   C   C   C   C   C     C      C
  audience                F      F    -      F      F    F   F   F   F   F   F   F   F   F     F      F
  upload token            F      F    F      F      F    F   F   F   F   F   F   F   F   F     F      F
  first upload            F      F    F      F      F    F   F   F   F   F   F   F   F   F     U      C
  last upload             P      P    P      P      P    P   P   P   P   P   P   P   P   P     U      C
  project page, after     U      U    -      U      U    U   U   U   U   U   U   U   U   U     U      U
  release page, after     U      U    -      U      U    U   U   U   U   U   U   U   U   U     U      U
  provenance, after       U      U    -      U      U    U   U   A   U   U   U   U   U   U     U      U
`;

/** Requests with one file under the same fault: as often as it may pass, and never once the index has the file. */
const SENT: Readonly<Record<string, number>> = {
  refused: 0,
  reset: 5,
  cut: 5,
  truncated: 5,
  hung: 2,
  '429': 5,
  '500': 5,
  '502': 5,
  '503': 5,
};

/** One request under one fault. */
export interface Cell {
  readonly request: string;
  readonly fault: string;
  readonly ends: string;
}

function cellsOf(table: string): Cell[] {
  const [head = '', ...rows] = table.split('\n').filter((line) => line.trim() !== '');
  const faults = head.trim().split(/\s+/);
  return rows.flatMap((row) => {
    const letters = row.slice(23).trim().split(/\s+/);
    const cells = letters.map((ends, at) => ({
      request: row.slice(0, 23).trim(),
      fault: faults[at] ?? '',
      ends,
    }));
    return cells.filter(({ ends }) => ends !== '-');
  });
}

function strike({ request, fault: name }: Cell, times: number): void {
  const matches = REQUESTS.get(request);
  const fault = FAULTS.get(name);
  if (matches === undefined || fault === undefined) throw new Error(`${request}, ${name}: no such cell`);
  if (typeof fault === 'object') {
    harness.index.faults.push({ ...fault, match: matches, times });
    return;
  }
  if (fault === 'hung') harness.index.faults.push({ kind: 'hang', match: matches, times });
  let left = times;
  harness.network = (method, path) => {
    if (left === 0 || !matches(method, path)) return undefined;
    left -= 1;
    return fault;
  };
}

function heal(): void {
  harness.index.faults.length = 0;
  harness.network = () => undefined;
}

/** The letter of the table that a run's own report amounts to. */
function endOf({ report }: EndedRun): string {
  const files = report.files.filter(({ name }) => name !== EARLIER.name && OWN.includes(name));
  const done = files.filter(isPublished).length;
  if (report.exitCode === 0) {
    if (done < 2) return 'exit code 0 without its files';
    return report.warnings.some((warning) => warning.includes('not confirmed')) ? 'U' : 'C';
  }
  return ['F', 'P', 'A'][done] ?? '';
}

/** Where the report and the index disagree: what is published, what is not, and that the text says both and why. */
function untruths({ report }: EndedRun): string[] {
  // What a run that ended before it knew what the index has says of no file: neither that it is there nor that it is not.
  if (report.files.every(({ status }) => status === 'not-attempted')) return [];
  const text = report.failure?.message ?? '';
  const listed = (heading: string) =>
    new RegExp(`^${heading}: (.*)\\.$`, 'm').exec(text)?.[1]?.split(', ') ?? [];
  return report.files.flatMap(({ name, status, error }) => {
    const there = [...stored(), ...storedOfOthers()].includes(name);
    // Taken at its word by its 200, and not shown: the report says that it was not confirmed.
    const doubted = isPublished({ status }) && !there && report.warnings.join().includes(name);
    // What the index would not tell is said to be open, and stands in neither of the other lists.
    const expected =
      error?.code === 'UPLOAD_UNKNOWN' ? 'Upload status unknown' : there ? 'Published' : 'Not published';
    const headings = ['Published', 'Upload status unknown', 'Not published'].filter((each) =>
      listed(each).includes(name),
    );
    return [
      there === isPublished({ status }) || doubted ? '' : `${name} is ${status}, and there: ${there}`,
      error === undefined || text.includes(error.message) || saidOfAnother(text, name)
        ? ''
        : `${name}: the failure does not say why`,
      report.failure === undefined || headings.join() === expected
        ? ''
        : `${name} is listed below ${headings.join(' and ')}, not below ${expected}`,
    ].filter((fault) => fault !== '');
  });
}

/** One reason of several files is said of the first, and names the others. */
function saidOfAnother(text: string, name: string): boolean {
  const named = text.split('\n').map((line) => line.split(' The same for ')[1] ?? '');
  return named.some((names) => names.includes(name));
}

/** All files are there, each taken once, with the attestation that it should have. */
function expectComplete(): void {
  expect(stored().toSorted()).toEqual(OWN.toSorted());
  expect(storedOfOthers()).toEqual(OTHERS.map(({ name }) => name));
  for (const { name } of FILES)
    expect([name, harness.index.provenance(name)]).toEqual([name, expect.any(Object)]);
  const taken = harness.index.uploads.filter(({ status }) => status === 200).map(({ filename }) => filename);
  const sent = FILES.filter(({ name }) => name !== EARLIER.name).map(({ name }) => name);
  expect(taken.filter((name) => name !== EARLIER.name).toSorted()).toEqual(sent.toSorted());
}

/** Requests that a run makes before anything is signed: where one of them can't be answered, nothing at all is published. */
const FIRST_REQUESTS = ['project page, before', 'release page, before', 'audience', 'upload token'];

/** The other projects are published and confirmed, whatever becomes of this one; or nothing was begun. */
function expectOthers({ request, ends }: Cell, { report }: EndedRun): void {
  const goesOn = !(FIRST_REQUESTS.includes(request) && ends === 'F');
  expect(storedOfOthers()).toEqual(goesOn ? OTHERS.map(({ name }) => name) : []);
  const others = report.files.filter(({ name }) => !OWN.includes(name));
  expect(others.map(({ confirmed }) => confirmed)).toEqual(OTHERS.map(() => (goesOn ? true : null)));
}

function expectedPosts({ request, fault, ends }: Cell, faulted: number | undefined): number {
  if (request === 'last upload') return 1 + (faulted ?? 0);
  if (request === 'first upload') return (faulted ?? 0) + (ends === 'F' ? 0 : 1);
  // Where the index says that it doesn't know the project, the file that it has is sent too.
  if (request === 'project page, before' && fault === '404') return 3;
  return ends === 'F' ? 0 : 2;
}

const PASSING = ['refused', 'reset', 'cut', 'truncated', 'hung', '429', '503', 'lost'];

const LASTING_CELLS: readonly Cell[] = cellsOf(LASTING);
const isAfter = ({ request }: Cell): boolean => /upload$|after$/.test(request);
/** Every request before the first upload with every fault that lasts. */
export const LASTING_CELLS_BEFORE: readonly Cell[] = LASTING_CELLS.filter((cell) => !isAfter(cell));
/** Every upload, and every request after it, with every fault that lasts. */
export const LASTING_CELLS_AFTER: readonly Cell[] = LASTING_CELLS.filter(isAfter);
/** Every request with every fault that may pass. */
export const PASSING_CELLS: readonly Cell[] = LASTING_CELLS.filter(({ fault }) => PASSING.includes(fault));

/** Starts what all cells share: a Sigstore, and an index with one file of an earlier run. */
export async function openHarness(): Promise<void> {
  const publishers = ['demo', 'before', 'other'].map((project) => ({ ...PUBLISHER, project }));
  harness = await startRunHarness({ index: { publishers } });
  await harness.run([EARLIER]);
  published = harness.index.files('demo');
}

/** The index as the earlier run left it. */
export async function restartHarness(): Promise<void> {
  await harness.restart();
  // By which the uploads of one project are told from those of the others.
  harness.alter = (request) =>
    request.purpose.startsWith('upload of demo-') ? { ...request, url: `${request.url}?demo` } : request;
  harness.index.store(published);
}

export async function closeHarness(): Promise<void> {
  await harness.close();
}

/** A run under a fault that lasts ends as its cell says, and a second run without it completes the release. */
export async function expectLasting(cell: Cell): Promise<void> {
  strike(cell, Number.POSITIVE_INFINITY);
  const first = await harness.run(FILES);
  expect(endOf(first)).toBe(cell.ends);
  expectOthers(cell, first);
  const faulted = cell.request.endsWith('upload') ? (SENT[cell.fault] ?? 1) : undefined;
  expect(posts()).toBe(expectedPosts(cell, faulted));
  expect(untruths(first)).toEqual([]);

  heal();
  const again = await harness.run(FILES);
  expect([again.report.exitCode, again.report.failure, again.report.warnings]).toEqual([0, undefined, []]);
  expect(again.report.outputs.get('attested')).toBe('true');
  expectComplete();
}

/** A run under a fault that passes completes the release. */
export async function expectPassing(cell: Cell): Promise<void> {
  strike(cell, 1);
  const run = await harness.run(FILES);
  expect([run.report.failure, run.report.warnings]).toEqual([undefined, []]);
  expect(endOf(run)).toBe('C');
  expectComplete();
  const again = cell.request.endsWith('upload') && !['refused', 'lost'].includes(cell.fault);
  expect(posts()).toBe(again ? 3 : 2);
}
