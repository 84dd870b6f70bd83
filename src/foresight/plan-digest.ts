import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { compareText } from '../ground/compare-text.ts';
import { asObject, asString, parseJson } from '../ground/json.ts';

/** What a person who looks at a plan agrees to. */
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

export interface ReviewedFile {
  readonly name: string;
  /** Lower-case hex. */
  readonly sha256: string;
  /** What the index has of it: `absent`, `identical`, or the SHA-256 of other bytes under this name. */
  readonly presence: string;
}

/** A plan as its digest tells of it: with the beginnings of hashes, enough to say what differs and not to prove that nothing does. */
export interface ApprovedPlan {
  /** SHA-256 over all of the plan, lower-case hex. */
  readonly digest: string;
  /** Undefined where the plan was too large to be told, or only its hash was given. */
  readonly told: (Omit<ReviewedPlan, 'others'> & { readonly others: string }) | undefined;
}

/** Characters of a digest beyond which files are left out of it: Windows takes 32,766 for all of an environment variable. */
const LONGEST = 24_000;
/** Bytes of what a digest tells, unpacked. */
const LARGEST = 4 * 1024 * 1024;
/** Characters of a hash that is told. */
const TOLD = 10;

/** The output `plan-digest`: the SHA-256 of the plan, a dot, and what the plan was, packed, so that a run can say what differs. */
export function planDigest(plan: ReviewedPlan): string {
  const hash = sha256(canonical(plan));
  const { files, others, ...rest } = plan;
  const told = {
    ...rest,
    others: sha256(JSON.stringify(others.toSorted())).slice(0, TOLD),
    files: files.map(({ name, sha256: bytes, presence }) => [
      name,
      bytes.slice(0, TOLD),
      presence.slice(0, TOLD),
    ]),
  };
  const packed = deflateRawSync(JSON.stringify(told)).toString('base64url');
  return packed.length > LONGEST ? hash : `${hash}.${packed}`;
}

/** Reads the input `approved-plan`; undefined where it is no plan digest. */
export function parsePlanDigest(text: string): ApprovedPlan | undefined {
  const [, digest, packed] = /^([0-9a-f]{64})(?:\.([\w-]+))?$/.exec(text) ?? [];
  if (digest === undefined) return undefined;
  if (packed === undefined) return { digest, told: undefined };
  const told = readTold(packed);
  return told && { digest, told };
}

function readTold(packed: string): ApprovedPlan['told'] {
  try {
    const unpacked = inflateRawSync(Buffer.from(packed, 'base64url'), { maxOutputLength: LARGEST });
    const told = asObject(parseJson(unpacked));
    const text = (field: string): string => asString(told?.get(field)) ?? '';
    const files = told?.get('files');
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
    // Cut off, or no digest of ours: whoever gave it is told so.
    return undefined;
  }
}

/**
 * How a plan differs from the one that was approved, a line each; none where it is the same.
 * @param resumed whether an earlier attempt of this run may have uploaded files of that plan: these count as still to be published
 */
export function planDifferences(
  { digest, told }: ApprovedPlan,
  plan: ReviewedPlan,
  resumed: boolean,
): readonly string[] {
  const now = resumed ? asApproved(plan, told) : plan;
  if ([plan, now].some((each) => sha256(canonical(each)) === digest)) return [];
  if (told === undefined) return ['the plan is another one; it was too large for its digest to say where'];
  const lines = [
    ...changed('the index', told.index, now.index),
    ...changed('the repository', told.repository, now.repository),
    ...changed('the workflow', told.workflow, now.workflow),
    ...changed('the commit', told.commit, now.commit),
    ...changed('what becomes of attestations', told.attestations, now.attestations),
    ...fileDifferences(told.files, now.files),
    ...(told.others === sha256(JSON.stringify(now.others.toSorted())).slice(0, TOLD)
      ? []
      : [
          `the index lists other files of these releases than it did (now: ${now.others.join(', ') || 'none'})`,
        ]),
  ];
  return lines.length > 0
    ? lines
    : ['approved-plan is not what its own hash was made of: give the output as it is'];
}

/** Files that this run's earlier attempt uploaded are there now with the bytes that were approved. */
function asApproved(plan: ReviewedPlan, told: ApprovedPlan['told']): ReviewedPlan {
  const before = new Map(told?.files.map(({ name, presence }) => [name, presence]));
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

function fileDifferences(before: readonly ReviewedFile[], now: readonly ReviewedFile[]): readonly string[] {
  const earlier = new Map(before.map((file) => [file.name, file]));
  const names = new Set(now.map(({ name }) => name));
  return [
    ...now.flatMap((file) => {
      const was = earlier.get(file.name);
      if (was === undefined) return [`${file.name} was not in the plan`];
      if (!file.sha256.startsWith(was.sha256)) {
        return [`${file.name} has other bytes: SHA-256 was ${was.sha256}…, is ${file.sha256}`];
      }
      return file.presence.startsWith(was.presence)
        ? []
        : [`${file.name} was ${presenceText(was.presence)} and is ${presenceText(file.presence)}`];
    }),
    ...before.flatMap(({ name }) => (names.has(name) ? [] : [`${name} was in the plan and is not here`])),
  ];
}

function presenceText(presence: string): string {
  if ('absent'.startsWith(presence)) return 'not on the index';
  if ('identical'.startsWith(presence)) return 'on the index with these bytes';
  return 'on the index with other bytes';
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
