import type { ProvenAttestation } from '../attestations/prove.ts';
import { asArray, asObject, asString, tryParseJson, type JsonObject } from '../ground/json.ts';
import type { AuditedProject, KnownFile, LastAudit } from './audited.ts';

/** What one audit leaves for the next. */
export interface AuditState {
  /** When it was, ISO 8601. */
  readonly at: string;
  /** The index, by the base of its Simple API. */
  readonly index: string;
  readonly files: LastAudit;
  /** What attestations prove, by the digest of what was verified and with what (`proofsWith`). */
  readonly proven: ReadonlyMap<string, ProvenAttestation>;
  /** Answers of the index that have an ETag, by address. */
  readonly answers: ReadonlyMap<string, KeptAnswer>;
}

/** An answer that the index need not send again while it is the same (RFC 9110 §13.1.2). */
export interface KeptAnswer {
  readonly etag: string;
  readonly type: string;
  readonly body: string;
}

/** Name of the file in the artifact. */
export const STATE_FILE = 'wheelseal-audit.json';
/** Bytes of that file beyond which it is not ours. */
export const MAXIMUM_STATE = 64 * 1024 * 1024;

/** What the next audit has to know of files: those of this one, and those of the last that are still listed, or could not be read. */
export function filesAfter(
  projects: readonly AuditedProject[],
  last: LastAudit | undefined,
  wanted: readonly string[],
): LastAudit {
  const seen = new Map(projects.map((project) => [project.name, project]));
  return new Map(
    wanted.map((name) => {
      const before = last?.get(name) ?? new Map<string, KnownFile>();
      const project = seen.get(name);
      const gone = project === undefined || !project.exists || project.status === 'quarantined';
      if (gone) return [name, before];
      const listed = new Set(project.listed.map((file) => file.name));
      const kept = [...before].filter(([file]) => listed.has(file));
      const now = project.files.map((file): [string, KnownFile] => [
        file.name,
        {
          name: file.name,
          sha256: file.sha256 ?? file.downloaded,
          yanked: file.yanked !== false,
          attested: file.attestations.length > 0 || before.get(file.name)?.attested === true,
        },
      ]);
      return [name, new Map([...kept, ...now])];
    }),
  );
}

/** The JSON text of a state. */
export function serializeState({ at, index, files, proven, answers }: AuditState): string {
  return JSON.stringify({
    version: 1,
    at,
    index,
    files: Object.fromEntries([...files].map(([project, known]) => [project, [...known.values()]])),
    proven: Object.fromEntries(proven),
    answers: Object.fromEntries(answers),
  });
}

/** The state that an audit left; undefined where it is none, or of another index. */
export function parseState(bytes: Uint8Array, index: string): AuditState | undefined {
  const state = asObject(tryParseJson(bytes));
  const at = asString(state?.get('at'));
  if (state?.get('version') !== 1 || at === undefined || state.get('index') !== index) return undefined;
  return {
    at,
    index,
    files: new Map(
      entriesOf(state.get('files')).map(([project, known]) => [
        project,
        new Map(asArray(known).flatMap(knownFile)),
      ]),
    ),
    proven: new Map(entriesOf(state.get('proven')).flatMap(([key, value]) => provenEntry(key, value))),
    answers: new Map(entriesOf(state.get('answers')).flatMap(([url, value]) => answerEntry(url, value))),
  };
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return [...(asObject(value) ?? [])];
}

function knownFile(value: unknown): [string, KnownFile][] {
  const file = asObject(value);
  const name = asString(file?.get('name'));
  if (file === undefined || name === undefined) return [];
  const [sha256, yanked, attested] = [file.get('sha256'), file.get('yanked'), file.get('attested')];
  return [[name, { name, sha256: asString(sha256), yanked: yanked === true, attested: attested === true }]];
}

function provenEntry(key: string, value: unknown): [string, ProvenAttestation][] {
  const proven = asObject(value);
  const [predicateType, signedAt] = [text(proven, 'predicateType'), text(proven, 'signedAt')];
  const subject = asObject(proven?.get('subject'));
  const signer = asObject(proven?.get('signer'));
  const found = {
    predicateType,
    signedAt,
    subject: { name: text(subject, 'name'), sha256: text(subject, 'sha256') },
    signer: {
      issuer: text(signer, 'issuer'),
      repository: text(signer, 'repository'),
      repositoryId: text(signer, 'repositoryId'),
      ownerId: text(signer, 'ownerId'),
      workflow: text(signer, 'workflow'),
      subject: text(signer, 'subject'),
    },
  };
  return found.subject.sha256 === '' || signedAt === '' ? [] : [[key, found]];
}

function answerEntry(url: string, value: unknown): [string, KeptAnswer][] {
  const answer = asObject(value);
  const kept = { etag: text(answer, 'etag'), type: text(answer, 'type'), body: text(answer, 'body') };
  return kept.etag === '' ? [] : [[url, kept]];
}

/** Empty where there is none. */
function text(object: JsonObject | undefined, name: string): string {
  return asString(object?.get(name)) ?? '';
}
