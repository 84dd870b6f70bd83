import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { compareText } from '../ground/compare-text.ts';
import { asObject, asString, parseJson } from '../ground/json.ts';

/** What a person who reviews a plan agrees to. */
export interface ReviewedPlan {
  /** Upload URL. */
  readonly index: string;
  readonly repository: string;
  /** The top-level workflow, with its ref. */
  readonly workflow: string;
  readonly commit: string;
  /** What becomes of attestations: `sent`, `kept`, `none`. */
  readonly attestations: string;
  readonly files: readonly ReviewedFile[];
  /** Names of other files of the same releases that the index lists. */
  readonly others: readonly string[];
}

interface ReviewedFile {
  readonly name: string;
  /** Lower-case hex. */
  readonly sha256: string;
  /** What the index has of it: `absent`, `identical`, or the SHA-256 of a different file under this name. */
  readonly presence: string;
}

/** A plan as its digest records it: with the beginnings of hashes, enough to say what differs and not to prove that nothing does. */
export interface ApprovedPlan {
  /** SHA-256 over all of the plan, lower-case hex. */
  readonly digest: string;
  /** Undefined if the plan was too large to be included, or only its hash was given. */
  readonly reviewed: (Omit<ReviewedPlan, 'others'> & { readonly others: string }) | undefined;
}

/** Characters of a digest beyond which files are left out of it: Windows accepts 32,766 for all of an environment variable. */
const LONGEST = 24_000;
/** Bytes of what a digest records, unpacked. */
const LARGEST = 4 * 1024 * 1024;
/** Characters of a hash that is shown. */
const SHOWN = 10;

/** The output `plan-digest`: the SHA-256 of the plan, a dot, and what the plan was, packed, so that a run can say what differs. */
export function planDigest(plan: ReviewedPlan): string {
  const hash = sha256(canonical(plan));
  const { files, others, ...rest } = plan;
  const reviewed = {
    ...rest,
    others: sha256(JSON.stringify(others.toSorted())).slice(0, SHOWN),
    files: files.map(({ name, sha256: bytes, presence }) => [
      name,
      bytes.slice(0, SHOWN),
      presence.slice(0, SHOWN),
    ]),
  };
  const packed = deflateRawSync(JSON.stringify(reviewed)).toString('base64url');
  return packed.length > LONGEST ? hash : `${hash}.${packed}`;
}

/** Reads the input `approved-plan`; undefined where it is no plan digest. */
export function parsePlanDigest(text: string): ApprovedPlan | undefined {
  const [, digest, packed] = /^([0-9a-f]{64})(?:\.([\w-]+))?$/.exec(text) ?? [];
  if (digest === undefined) return undefined;
  if (packed === undefined) return { digest, reviewed: undefined };
  const reviewed = readReviewed(packed);
  return reviewed && { digest, reviewed };
}

function readReviewed(packed: string): ApprovedPlan['reviewed'] {
  try {
    const unpacked = inflateRawSync(Buffer.from(packed, 'base64url'), { maxOutputLength: LARGEST });
    const reviewed = asObject(parseJson(unpacked));
    const text = (field: string): string => asString(reviewed?.get(field)) ?? '';
    const files = reviewed?.get('files');
    if (!Array.isArray(files)) return undefined;
    return {
      index: text('index'),
      repository: text('repository'),
      workflow: text('workflow'),
      commit: text('commit'),
      attestations: text('attestations'),
      others: text('others'),
      files: files.map((file: unknown) => {
        const [name = '', sha = '', presence = ''] = Array.isArray(file) ? file.map(String) : [];
        return { name, sha256: sha, presence };
      }),
    };
  } catch {
    // Cut off, or no digest of ours: the run reports that.
    return undefined;
  }
}

/**
 * How a plan differs from the one that was approved, a line each; none where it is the same.
 * @param resumed whether an earlier attempt of this run may have uploaded files of that plan: these count as still to be published
 */
export function planDifferences(
  { digest, reviewed }: ApprovedPlan,
  plan: ReviewedPlan,
  resumed: boolean,
): readonly string[] {
  const now = resumed ? asApproved(plan, reviewed) : plan;
  if ([plan, now].some((each) => sha256(canonical(each)) === digest)) return [];
  if (reviewed === undefined)
    return ['the plan differs; what it contained is not known, because approved-plan has only its hash'];
  const lines = [
    ...changed('the index', reviewed.index, now.index),
    ...changed('the repository', reviewed.repository, now.repository),
    ...changed('the workflow', reviewed.workflow, now.workflow),
    ...changed('the commit', reviewed.commit, now.commit),
    ...attestationDifference(reviewed.attestations, now.attestations),
    ...fileDifferences(reviewed.files, now.files),
    ...(reviewed.others === sha256(JSON.stringify(now.others.toSorted())).slice(0, SHOWN)
      ? []
      : [
          `the index lists different files of these releases than before (now: ${now.others.join(', ') || 'none'})`,
        ]),
  ];
  return lines.length > 0
    ? lines
    : [
        'approved-plan does not match its own hash: pass the whole output of a plan by this version of wheelseal unchanged',
      ];
}

/** Files that this run's earlier attempt uploaded exist now with the bytes that were approved. */
function asApproved(plan: ReviewedPlan, reviewed: ApprovedPlan['reviewed']): ReviewedPlan {
  const before = new Map(reviewed?.files.map(({ name, presence }) => [name, presence]));
  return {
    ...plan,
    files: plan.files.map((file) => {
      const uploaded = file.presence === 'identical' && (before.get(file.name) ?? 'absent') === 'absent';
      return uploaded ? { ...file, presence: 'absent' } : file;
    }),
  };
}

function changed(what: string, before: string, now: string): readonly string[] {
  return before === now ? [] : [`${what} was ${before || 'not known'} and is ${now || 'not known'}`];
}

const ATTESTATION_WORDS: ReadonlyMap<string, string> = new Map([
  ['sent', 'be uploaded'],
  ['kept', 'be created, but not uploaded'],
  ['none', 'not be created'],
]);

function attestationDifference(before: string, now: string): readonly string[] {
  if (before === now) return [];
  // How they would be proven is of no interest where none are created.
  const planned = attestationText(before, now === 'none' ? before : now);
  const found = attestationText(now, before);
  return [`by the plan, attestations would ${planned}; now they would ${found}`];
}

/** The first part says what becomes of them; of the others those that both have are left out. */
function attestationText(text: string, other: string): string {
  const [word = '', ...rest] = text.split(', ');
  const shared = other.split(', ');
  return [ATTESTATION_WORDS.get(word) ?? word, ...rest.filter((part) => !shared.includes(part))].join(', ');
}

function fileDifferences(before: readonly ReviewedFile[], now: readonly ReviewedFile[]): readonly string[] {
  const earlier = new Map(before.map((file) => [file.name, file]));
  const names = new Set(now.map(({ name }) => name));
  return [
    ...now.flatMap((file) => {
      const was = earlier.get(file.name);
      if (was === undefined) return [`${file.name} was not in the plan`];
      if (!file.sha256.startsWith(was.sha256)) {
        return [`${file.name} has different content: SHA-256 was ${was.sha256}…, is ${file.sha256}`];
      }
      return file.presence.startsWith(was.presence)
        ? []
        : [`${file.name} was ${presenceText(was.presence)} and is ${presenceText(file.presence)}`];
    }),
    ...before.flatMap(({ name }) =>
      names.has(name) ? [] : [`${name} was in the plan, but is not among the files`],
    ),
  ];
}

function presenceText(presence: string): string {
  if ('absent'.startsWith(presence)) return 'not on the index';
  if ('identical'.startsWith(presence)) return 'on the index (identical)';
  return `on the index (different: SHA-256 ${presence.slice(0, SHOWN)}…)`;
}

/** One text for one plan, whatever the order of its files. */
function canonical({
  index,
  repository,
  workflow,
  commit,
  attestations,
  files,
  others,
}: ReviewedPlan): string {
  const rows = files.map(({ name, sha256: bytes, presence }) => [name, bytes, presence]);
  return JSON.stringify([
    index,
    repository,
    workflow,
    commit,
    attestations,
    rows.toSorted(([one = ''], [other = '']) => compareText(one, other)),
    others.toSorted(),
  ]);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
