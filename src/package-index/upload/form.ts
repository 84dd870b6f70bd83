import { createHash } from 'node:crypto';
import type { Attestation } from '../../attestations/attestation.ts';
import type { CoreMetadata, Distribution } from '../../distributions/distribution.ts';
import { ActionError, messageOf } from '../../errors.ts';
import type { StreamedBody } from '../../ground/http.ts';

/** The upload form's text fields in the order they are sent; a repeated field appears once for each value. */
type UploadForm = readonly (readonly [field: string, value: string])[];

/** A multipart body of known length, and the header that says where its parts end. */
export interface MultipartBody extends StreamedBody {
  readonly contentType: string;
}

/** Header to form field: lower case with underscores, but for the two names that the legacy API spells differently. */
const SINGLE: readonly (readonly [header: string, field: string])[] = [
  ['summary', 'summary'],
  ['description', 'description'],
  ['description-content-type', 'description_content_type'],
  ['home-page', 'home_page'],
  ['download-url', 'download_url'],
  ['author', 'author'],
  ['author-email', 'author_email'],
  ['maintainer', 'maintainer'],
  ['maintainer-email', 'maintainer_email'],
  ['license', 'license'],
  ['license-expression', 'license_expression'],
  ['requires-python', 'requires_python'],
];

const REPEATED: readonly (readonly [header: string, field: string])[] = [
  ['license-file', 'license_file'],
  ['classifier', 'classifiers'],
  ['project-url', 'project_urls'],
  ['platform', 'platform'],
  ['supported-platform', 'supported_platform'],
  ['dynamic', 'dynamic'],
  ['requires-dist', 'requires_dist'],
  ['requires-external', 'requires_external'],
  ['provides-extra', 'provides_extra'],
  ['provides-dist', 'provides_dist'],
  ['obsoletes-dist', 'obsoletes_dist'],
  ['requires', 'requires'],
  ['provides', 'provides'],
  ['obsoletes', 'obsoletes'],
  ['import-name', 'import_name'],
  ['import-namespace', 'import_namespace'],
];

/** The request body that uploads one distribution with its attestations. */
export function uploadBody(distribution: Distribution, attestations: readonly Attestation[]): MultipartBody {
  return multipart(uploadForm(distribution, attestations), distribution);
}

/**
 * The text fields that upload one distribution, all derived from the file itself: the index believes the form and never
 * compares the two. https://docs.pypi.org/api/upload/
 */
export function uploadForm(distribution: Distribution, attestations: readonly Attestation[]): UploadForm {
  const { metadata } = distribution;
  const fields: (readonly [string, string])[] = [
    [':action', 'file_upload'],
    ['protocol_version', '1'],
    ['metadata_version', first(metadata, 'metadata-version')],
    // Verbatim: the index shows the project in the spelling that was uploaded last.
    ['name', first(metadata, 'name') || distribution.project],
    ['version', first(metadata, 'version') || distribution.version],
    ['filetype', distribution.kind === 'wheel' ? 'bdist_wheel' : 'sdist'],
    ['pyversion', distribution.pythonTag],
    ['sha256_digest', distribution.sha256],
    ...metadataFields(metadata),
  ];
  if (attestations.length > 0) fields.push(['attestations', JSON.stringify(attestations)]);
  // Metadata that was read has no empty value and no UNKNOWN; what is empty here is a field that it lacks.
  return fields.filter(([, value]) => value !== '');
}

function metadataFields(metadata: CoreMetadata): (readonly [string, string])[] {
  const single = SINGLE.map(([header, field]) => [field, first(metadata, header)] as const);
  const keywords = ['keywords', (metadata.get('keywords') ?? []).join(',')] as const;
  const repeated = REPEATED.filter(
    // Old setuptools writes License-File into metadata 2.1, where the index rejects it.
    ([header]) => header !== 'license-file' || atLeast(first(metadata, 'metadata-version'), 2, 4),
  ).flatMap(([header, field]) => (metadata.get(header) ?? []).map((value) => [field, value] as const));
  return [...single, keywords, ...repeated];
}

function first(metadata: CoreMetadata, header: string): string {
  return metadata.get(header)?.[0] ?? '';
}

function atLeast(metadataVersion: string, major: number, minor: number): boolean {
  const [, ours, below] = /^\s*(\d+)\.(\d+)/.exec(metadataVersion) ?? [];
  if (ours === undefined || below === undefined) return false;
  return Number(ours) > major || (Number(ours) === major && Number(below) >= minor);
}

/**
 * The form with the file as its last part (RFC 7578), text unmodified. The file is hashed again on its way: where its
 * bytes are no longer those that were signed, the body breaks off before the final boundary, so that the index rejects
 * it. The boundary holds the file's own hash, which the file cannot contain.
 */
export function multipart(form: UploadForm, distribution: Distribution): MultipartBody {
  const boundary = `wheelseal-${distribution.sha256.slice(0, 48)}`;
  const texts = form.map(
    ([field, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(field)}"\r\n\r\n${value}\r\n`,
  );
  const head = Buffer.from(
    `${texts.join('')}--${boundary}\r\n` +
      `Content-Disposition: form-data; name="content"; filename="${quoted(distribution.name)}"\r\n` +
      'Content-Type: application/octet-stream\r\n\r\n',
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    length: head.length + distribution.size + tail.length,
    async *chunks() {
      yield head;
      yield* verifiedChunks(distribution);
      yield tail;
    },
  };
}

async function* verifiedChunks(distribution: Distribution): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of readAgain(distribution)) {
    size += chunk.length;
    if (size > distribution.size)
      throw changed(distribution, `it now has more than ${distribution.size} bytes`);
    hash.update(chunk);
    yield chunk;
  }
  const sha256 = hash.digest('hex');
  if (sha256 !== distribution.sha256) throw changed(distribution, `its SHA-256 is now ${sha256}`);
}

/** The file's bytes; what fails while they are read is a fault of the file, not of the network that waits for them. */
async function* readAgain(distribution: Distribution): AsyncGenerator<Uint8Array> {
  try {
    yield* distribution.content.chunks();
  } catch (error) {
    throw changed(distribution, messageOf(error), error);
  }
}

function changed({ name, sha256 }: Distribution, how: string, cause?: unknown): ActionError {
  return new ActionError(
    'DISTRIBUTION_INVALID',
    `${name} changed while it was uploaded and is no longer the file with SHA-256 ${sha256}: ${how}`,
    'Check that nothing writes to packages-dir during the run.',
    cause,
  );
}

/** As browsers quote a name (HTML, multipart/form-data encoding algorithm). */
function quoted(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}
