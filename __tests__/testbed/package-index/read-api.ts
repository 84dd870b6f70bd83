import { createHash } from 'node:crypto';
import { metadataOf } from './file-parts.ts';
import {
  isRecord,
  jsonAnswer,
  normalizedName,
  statusOf,
  type Answer,
  type IndexState,
  type StoredFile,
  type Surface,
} from './types.ts';
import { comparisonKey } from './version.ts';

const SIMPLE_JSON = 'application/vnd.pypi.simple.v1+json';

/** Answers the Simple, JSON, integrity and file addresses; undefined where the path is none of them. */
export function answerRead(state: IndexState, path: string, accept: string): Answer | undefined {
  const parts = path.split('/').slice(1).map(decodeURIComponent);
  const [area, ...rest] = parts;
  if (area === 'simple') return answerSimple(state, path, rest, accept);
  if (area === 'files') return answerFile(state, rest.at(-1) ?? '');
  if (state.options.generic === true) return undefined;
  if (area === 'pypi' && rest.at(-1) === 'json') return answerJson(state, rest.slice(0, -1));
  if (area === 'integrity') return answerProvenance(state, rest, accept);
  return undefined;
}

function answerSimple(state: IndexState, path: string, rest: string[], accept: string): Answer {
  const wantsJson = /application\/vnd\.pypi\.simple\.(v1|latest)\+json/.test(accept);
  const [name = ''] = rest;
  if (name === '') return answerRoot(state, wantsJson);
  const project = normalizedName(name);
  // As Warehouse: the project is looked up by its normalised name first.
  if (!state.projects.has(project))
    return { status: 404, headers: { 'content-type': 'text/html' }, body: '404 Not Found' };
  if (name !== project || !path.endsWith('/')) {
    return { status: 301, headers: { location: `${state.url}/simple/${project}/` }, body: '' };
  }
  const status = statusOf(state.options, project);
  const listed = seen(state, 'simple', (file) => file.project === project);
  const files = status === 'quarantined' ? [] : listed;
  const headers = {
    vary: 'Accept',
    'cache-control': 'max-age=600, public',
    'x-pypi-last-serial': String(files.length),
  };
  if (!wantsJson) {
    const meta = `<meta name="pypi:project-status" content="${status}">`;
    const body = htmlPage(project, files.map((file) => htmlLink(state, file)).join('\n'), meta);
    return { status: 200, headers: { ...headers, 'content-type': 'text/html; charset=UTF-8' }, body };
  }
  const generic = state.options.generic === true;
  const page = {
    meta: { 'api-version': generic ? '1.1' : '1.4', '_last-serial': files.length },
    name: project,
    ...(generic ? {} : { 'project-status': { status } }),
    versions: [...new Set(files.map((file) => file.version))],
    files: files.map((file) => simpleFile(state, file)),
  };
  return { status: 200, headers: { ...headers, 'content-type': SIMPLE_JSON }, body: JSON.stringify(page) };
}

function answerRoot(state: IndexState, wantsJson: boolean): Answer {
  const projects = [...state.projects].map(([, name]) => ({ name }));
  if (wantsJson) return jsonAnswer(200, { meta: { 'api-version': '1.4' }, projects }, SIMPLE_JSON);
  const links = projects.map(({ name }) => `<a href="/simple/${normalizedName(name)}/">${name}</a>`);
  return {
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: htmlPage('Simple index', links.join('\n')),
  };
}

function simpleFile(state: IndexState, file: StoredFile): Record<string, unknown> {
  const common = {
    filename: file.filename,
    url: fileUrl(state, file),
    hashes: { sha256: file.sha256 },
    'requires-python': file.requiresPython ?? null,
    size: file.size,
    'upload-time': file.uploadedAt.toISOString(),
    yanked: state.options.yanked?.(file) ?? false,
  };
  if (state.options.generic === true) return common;
  const provenance = file.attestations.length > 0 ? provenanceUrl(state, file) : null;
  const metadata = servedMetadata(file);
  const served =
    metadata === undefined ? false : { sha256: createHash('sha256').update(metadata).digest('hex') };
  return { ...common, 'core-metadata': served, 'data-dist-info-metadata': served, provenance };
}

/** PyPI has it of wheels alone. */
function servedMetadata({ filename, content }: StoredFile): Buffer | undefined {
  return filename.endsWith('.whl') && content !== undefined ? metadataOf(content) : undefined;
}

function htmlLink(state: IndexState, file: StoredFile): string {
  const provenance = file.attestations.length > 0 ? ` data-provenance="${provenanceUrl(state, file)}"` : '';
  return `<a href="${fileUrl(state, file)}#sha256=${file.sha256}"${provenance}>${file.filename}</a><br />`;
}

function htmlPage(title: string, content: string, meta = ''): string {
  return `<!DOCTYPE html>\n<html>\n<head>${meta}<title>${title}</title></head>\n<body>\n${content}\n</body>\n</html>\n`;
}

/** Bytes as asked for; 404 where the file was too large to keep. */
function answerFile(state: IndexState, filename: string): Answer {
  const name = filename.replace(/\.metadata$/, '');
  const file = state.files.find((candidate) => candidate.filename === name);
  if (file?.content === undefined) return { status: 404, body: 'Not Found' };
  if (name !== filename) {
    const metadata = state.options.generic === true ? undefined : servedMetadata(file);
    return metadata === undefined ? { status: 404, body: 'Not Found' } : { status: 200, body: metadata };
  }
  return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: file.content };
}

function answerJson(state: IndexState, rest: string[]): Answer {
  const [name = '', version] = rest;
  const project = normalizedName(name);
  const title = state.projects.get(project);
  const files = seen(state, 'json', (file) => file.project === project);
  const wanted = version ?? files.at(-1)?.version ?? '';
  const urls = files.filter((file) => comparisonKey(file.version) === comparisonKey(wanted));
  if (title === undefined || urls.length === 0) return jsonAnswer(404, { message: 'Not Found' });
  const info = { name: title, version: urls[0]?.version ?? wanted, yanked: false };
  const listed = urls.map((file) => jsonFile(state, file));
  const page = { info, last_serial: files.length, urls: listed, vulnerabilities: [] };
  if (version !== undefined) return jsonAnswer(200, page);
  const releases: Record<string, unknown[]> = {};
  for (const file of files) (releases[file.version] ??= []).push(jsonFile(state, file));
  return jsonAnswer(200, { ...page, releases });
}

function jsonFile(state: IndexState, file: StoredFile): Record<string, unknown> {
  return {
    comment_text: file.fields['comment']?.[0] ?? '',
    digests: { blake2b_256: file.blake2b256, md5: file.md5, sha256: file.sha256 },
    downloads: -1,
    filename: file.filename,
    has_sig: false,
    md5_digest: file.md5,
    packagetype: file.filetype,
    python_version: file.fields['pyversion']?.[0] ?? 'source',
    requires_python: file.requiresPython ?? null,
    size: file.size,
    upload_time: file.uploadedAt.toISOString().slice(0, 19),
    upload_time_iso_8601: file.uploadedAt.toISOString(),
    url: fileUrl(state, file),
    yanked: false,
    yanked_reason: null,
  };
}

function answerProvenance(state: IndexState, rest: string[], accept: string): Answer {
  const [name = '', version = '', filename = '', last] = rest;
  if (last !== 'provenance') return jsonAnswer(404, { message: 'Not Found' });
  if (!/application\/(vnd\.pypi\.integrity\.v1\+)?json|\*\/\*/.test(accept === '' ? '*/*' : accept)) {
    return jsonAnswer(406, { message: 'Request not acceptable' });
  }
  if (state.options.attestationsDisabled?.() === true) {
    return jsonAnswer(403, { message: 'Attestations temporarily disabled' });
  }
  const [file] = seen(
    state,
    'provenance',
    (candidate) =>
      candidate.filename === filename &&
      candidate.project === normalizedName(name) &&
      comparisonKey(candidate.version) === comparisonKey(version),
  );
  const object = file === undefined ? undefined : provenanceOf(file);
  if (object === undefined) return jsonAnswer(404, { message: `No provenance available for ${filename}` });
  return jsonAnswer(200, object, 'application/vnd.pypi.integrity.v1+json');
}

/** The provenance object of a file; undefined where it has no attestations. */
export function provenanceOf(file: StoredFile): Record<string, unknown> | undefined {
  if (file.attestations.length === 0 || !isRecord(file.publisher)) return undefined;
  return {
    version: 1,
    attestation_bundles: [{ publisher: file.publisher, attestations: file.attestations }],
  };
}

function seen(state: IndexState, surface: Surface, wanted: (file: StoredFile) => boolean): StoredFile[] {
  return state.files.filter((file) => wanted(file) && state.isVisible(surface, file));
}

function fileUrl(state: IndexState, file: StoredFile): string {
  const hash = file.blake2b256;
  return `${state.options.filesUrl ?? state.url}/files/${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash.slice(4)}/${file.filename}`;
}

function provenanceUrl(state: IndexState, file: StoredFile): string {
  return `${state.url}/integrity/${file.project}/${file.version}/${file.filename}/provenance`;
}
