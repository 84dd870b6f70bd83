import type { IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { checkArchive, checkWheelContent } from './archives.ts';
import { acceptAttestations } from './attestations.ts';
import { checkFilename, checkSdistName, checkWheelName } from './filenames.ts';
import { readForm, type ReceivedFile, type ReceivedForm } from './form.ts';
import { checkMetadata, type ReleaseName } from './metadata.ts';
import { checkUploadForm } from './upload-form.ts';
import { authenticate, authorize } from './uploader.ts';
import { comparisonKey, parseVersion } from './version.ts';
import {
  acceptedClassifiers,
  normalizedName,
  Refusal,
  timeOf,
  type Answer,
  type IndexState,
  type StoredFile,
} from './types.ts';

const DEFAULT_SIZE_LIMIT = 100 * 1024 * 1024;
const GIGABYTE = 1024 ** 3;
/** Milliseconds after its first file in which a release takes further ones. */
const RELEASE_OPEN = 14 * 24 * 3_600_000;

/** `POST /legacy/`: reads the form, then Warehouse's checks in Warehouse's order. */
export async function answerUpload(state: IndexState, request: IncomingMessage): Promise<Answer> {
  const at = new Date();
  const endedBefore = state.uploads.length;
  const seen = { atOnce: 0 };
  let form: ReceivedForm | undefined;
  let answer: Answer;
  try {
    form = await readForm(request);
    answer = await inTurn(state, form, request, seen);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    answer = refusalAnswer(error, request.headers.accept ?? '');
  }
  state.uploads.push({
    filename: form?.content?.filename ?? '',
    fields: form?.fields ?? {},
    at,
    status: answer.status,
    message: answer.reason ?? '',
    atOnce: seen.atOnce,
    endedBefore,
  });
  return answer;
}

/** Warehouse's release insert loses races; the same upload later goes through. */
async function inTurn(
  state: IndexState,
  form: ReceivedForm,
  request: IncomingMessage,
  seen: { atOnce: number },
): Promise<Answer> {
  const release = `${form.fields['name']?.[0]} ${form.fields['version']?.[0]}`;
  const now = (state.underWay.get(release) ?? 0) + 1;
  state.underWay.set(release, now);
  seen.atOnce = now;
  state.peakUploadsAtOnce = Math.max(state.peakUploadsAtOnce, now);
  try {
    await delay(state.options.latencyMs ?? 0);
    if (now > (state.options.uploadsAtOnce ?? Number.POSITIVE_INFINITY)) {
      return { status: 500, headers: { 'content-type': 'text/plain' }, body: 'Internal Server Error' };
    }
    return await acceptUpload(state, form, request);
  } finally {
    state.underWay.set(release, (state.underWay.get(release) ?? 1) - 1);
  }
}

async function acceptUpload(
  state: IndexState,
  form: ReceivedForm,
  request: IncomingMessage,
): Promise<Answer> {
  const generic = state.options.generic === true;
  const { fields } = form;
  if ((fields[':action']?.[0] ?? actionOf(request)) !== 'file_upload') throw new Refusal(404, 'Not Found');
  const [tuple] = form.tuples;
  if (tuple !== undefined) throw new Refusal(400, `${tuple}: Should not be a tuple.`);
  const uploader = authenticate(state, request.headers.authorization);
  checkUploadForm(fields);
  const release = checkMetadata(fields);
  if (!generic) checkClassifiers(state, fields);
  const { content } = form;
  if (content === undefined || content.filename === '') {
    throw new Refusal(400, 'Upload payload does not have a file.');
  }
  authorize(state, uploader, release.name);
  const refusal = state.options.refuses?.(content.filename);
  if (refusal !== undefined) throw new Refusal(...refusal);
  checkContent(state, content, fields, release);
  const duplicate = checkDuplicate(state, content);
  if (duplicate !== undefined) return duplicate;
  checkDistribution(state, content, fields, release);
  const stored = toStored(state, content, fields, release);
  if (generic && fields['attestations'] !== undefined) {
    throw new Refusal(400, "Unknown field 'attestations'.");
  }
  if (uploader.kind === 'publisher') {
    const { publisher } = uploader.token;
    stored.publisher = {
      claims: null,
      environment: publisher.environment ?? null,
      kind: 'GitHub',
      repository: publisher.repository,
      workflow: publisher.workflow,
    };
  }
  const disabled = state.options.attestationsDisabled?.() === true;
  stored.attestations = disabled ? [] : acceptAttestations(state.options, stored);
  state.files.push(stored);
  if (!state.projects.has(stored.project)) state.projects.set(stored.project, release.name);
  return { status: 200, headers: { 'content-type': 'text/html; charset=UTF-8' }, body: '' };
}

function checkClassifiers({ options }: IndexState, fields: Record<string, string[]>): void {
  const accepted = acceptedClassifiers(options);
  const unknown = (fields['classifiers'] ?? []).find((classifier) => !accepted.includes(classifier));
  if (unknown === undefined) return;
  const see = 'See https://packaging.python.org/specifications/core-metadata for more information.';
  throw new Refusal(400, `'${unknown}' is not a valid classifier. ${see}`);
}

function actionOf(request: IncomingMessage): string | null {
  return new URL(request.url ?? '/', 'http://localhost').searchParams.get(':action');
}

function checkContent(
  state: IndexState,
  content: ReceivedFile,
  fields: Record<string, string[]>,
  release: ReleaseName,
): void {
  checkFilename(content.filename, fields['filetype']?.[0] ?? '');
  if (content.contentType === '' || content.contentType.startsWith('image/')) {
    throw new Refusal(400, 'Invalid distribution file.');
  }
  const limit = state.options.sizeLimit ?? DEFAULT_SIZE_LIMIT;
  if (content.size > limit) {
    const megabytes = Math.floor(limit / 1024 / 1024);
    const see = `See ${state.url}/help/#file-size-limit for more information.`;
    throw new Refusal(400, `File too large. Limit for project '${release.name}' is ${megabytes} MB. ${see}`);
  }
  checkProjectSize(state, content, release);
  const digests = [
    ['md5_digest', content.md5],
    ['sha256_digest', content.sha256],
    ['blake2_256_digest', content.blake2b256],
  ] as const;
  for (const [field, actual] of digests) {
    const sent = fields[field]?.[0];
    if (sent !== undefined && sent.toLowerCase() !== actual) {
      const text = 'The digest supplied does not match a digest calculated from the uploaded file.';
      throw new Refusal(400, text);
    }
  }
}

function checkProjectSize(state: IndexState, content: ReceivedFile, release: ReleaseName): void {
  const limit = state.options.projectSizeLimit ?? 10 * GIGABYTE;
  const project = normalizedName(release.name);
  const sizes = state.files.flatMap((file) => (file.project === project ? [file.size] : []));
  if (content.size + sizes.reduce((sum, size) => sum + size, 0) <= limit) return;
  const gigabytes = Math.floor(limit / GIGABYTE);
  const see = `See ${state.url}/help/#project-size-limit`;
  throw new Refusal(
    400,
    `Project size too large. Limit for project '${release.name}' total size is ${gigabytes} GB. ${see}`,
  );
}

/** An identical file is answered as if stored, and nothing else of the request is looked at. */
function checkDuplicate(state: IndexState, content: ReceivedFile): Answer | undefined {
  const known = state.files.find(
    (file) => file.filename === content.filename || file.blake2b256 === content.blake2b256,
  );
  if (known === undefined) return undefined;
  if (known.filename === content.filename && known.sha256 === content.sha256) {
    const stub =
      '<html>\n <head>\n  <title>200 OK</title>\n </head>\n <body>\n  <h1>200 OK</h1>\n </body>\n</html>';
    return { status: 200, headers: { 'content-type': 'text/html; charset=UTF-8' }, body: stub };
  }
  const what = `'${content.filename}', with blake2_256 hash '${content.blake2b256}'`;
  const see = `See ${state.url}/help/#file-name-reuse for more information.`;
  throw new Refusal(400, `File already exists (${what}). ${see}`);
}

function checkDistribution(
  state: IndexState,
  content: ReceivedFile,
  fields: Record<string, string[]>,
  release: ReleaseName,
): void {
  const filetype = fields['filetype']?.[0] ?? '';
  const project = normalizedName(release.name);
  const siblings = state.files.filter(
    (file) => file.project === project && comparisonKey(file.version) === comparisonKey(release.version),
  );
  if (filetype === 'sdist' && siblings.some((file) => file.filetype === 'sdist')) {
    throw new Refusal(400, 'Only one sdist may be uploaded per release.');
  }
  const first = Math.min(...siblings.map((file) => file.uploadedAt.getTime()));
  if (timeOf(state.options) - first > RELEASE_OPEN && state.options.generic !== true) {
    throw new Refusal(400, 'Uploading new files to releases older than 14 days is not allowed.');
  }
  checkArchive(content, filetype);
  if (filetype === 'sdist') checkSdistName(content.filename, release.name, release.version);
  else {
    checkWheelName(content.filename, release.name, release.version);
    checkWheelContent(content);
  }
}

function toStored(
  state: IndexState,
  content: ReceivedFile,
  fields: Record<string, string[]>,
  release: ReleaseName,
): StoredFile {
  return {
    filename: content.filename,
    project: normalizedName(release.name),
    version: parseVersion(release.version)?.text ?? release.version,
    filetype: fields['filetype']?.[0] ?? '',
    size: content.size,
    sha256: content.sha256,
    md5: content.md5,
    blake2b256: content.blake2b256,
    content: content.complete ? content.start : undefined,
    requiresPython: fields['requires_python']?.[0],
    fields,
    uploadedAt: new Date(timeOf(state.options)),
    publisher: undefined,
    attestations: [],
  };
}

function refusalAnswer(refusal: Refusal, accept: string): Answer {
  const { status, message } = refusal;
  const title = { 400: 'Bad Request', 403: 'Forbidden', 404: 'Not Found' }[status] ?? 'Error';
  if (/application\/json/.test(accept)) {
    const body = JSON.stringify({ message: `${message}\n\n\n`, code: `${status} ${message}`, title });
    return { status, reason: message, headers: { 'content-type': 'application/json' }, body };
  }
  const escaped = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const body = `<html>\n <head>\n  <title>${status} ${title}</title>\n </head>\n <body>\n  <h1>${status} ${title}</h1>\n  ${escaped}<br/><br/>\n </body>\n</html>`;
  return { status, reason: message, headers: { 'content-type': 'text/html; charset=UTF-8' }, body };
}
