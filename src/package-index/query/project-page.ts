import { readHtml } from '../../ground/html.ts';
import { asArray, asObject, asString, tryParseJson } from '../../ground/json.ts';
import { percentDecoded } from '../../ground/url-text.ts';
import { FIRST_VERSION, isUnreadable, parseApiVersion, type ApiVersion } from './api-version.ts';

/** One file of a project page; what the page leaves out is undefined. */
export interface ListedFile {
  readonly name: string;
  /** Lower-case hex; undefined where the page has no SHA-256. */
  readonly sha256: string | undefined;
  readonly url: string;
  readonly provenanceUrl: string | undefined;
  /** The page says of its files whether they have provenance; false where only an address could say that one has. */
  readonly saysProvenance: boolean;
  /** ISO 8601 (PEP 700). */
  readonly uploadedAt: string | undefined;
  /** Bytes (PEP 700). */
  readonly size: number | undefined;
  /** Whether its release is yanked, or why (PEP 592). */
  readonly yanked: boolean | string;
  /** The core metadata that is served beside it (PEP 658, PEP 714), with its SHA-256 where the page has one; undefined where none is. */
  readonly coreMetadata: { readonly sha256: string | undefined } | undefined;
}

/** A project as the Simple API shows it. */
export interface ProjectPage {
  /** As the page gives it (PEP 691); undefined where not said, as in HTML. */
  readonly name?: string | undefined;
  readonly files: readonly ListedFile[];
  /** PEP 792: `active`, `archived`, `quarantined`, `deprecated`; undefined where not said. */
  readonly status: string | undefined;
  /** All versions (PEP 700); undefined where not said. */
  readonly versions: readonly string[] | undefined;
  /** Where its major version is not read here (`isUnreadable`), nothing else that the page says counts. */
  readonly apiVersion: ApiVersion;
}

/** The page of a project that the index doesn't have. */
export const EMPTY_PROJECT_PAGE: ProjectPage = {
  files: [],
  status: undefined,
  versions: undefined,
  apiVersion: FIRST_VERSION,
};

/**
 * Reads a project page of the Simple API, JSON (PEP 691) or HTML (PEP 503) as its content type says; undefined where it
 * is neither. `base` resolves relative addresses.
 */
export function parseProjectPage(contentType: string, text: string, base: string): ProjectPage | undefined {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (/^application\/(vnd\.pypi\.simple\.v1\+)?json$/.test(type)) return parseJson(text, base);
  if (type === 'text/html' || type === 'application/vnd.pypi.simple.v1+html') return parseHtml(text, base);
  const [, major] = /^application\/vnd\.pypi\.simple\.v(\d+)\+/.exec(type) ?? [];
  return major === undefined ? undefined : ofNewerVersion(parseApiVersion(major));
}

/** The files of a page by name; of two with one name the first. */
export function filesByName({ files }: ProjectPage): ReadonlyMap<string, ListedFile> {
  return new Map(files.toReversed().map((file) => [file.name, file]));
}

/** Another major version may have another shape. */
function ofNewerVersion(apiVersion: ApiVersion): ProjectPage | undefined {
  return isUnreadable(apiVersion) ? { ...EMPTY_PROJECT_PAGE, apiVersion } : undefined;
}

function parseJson(text: string, base: string): ProjectPage | undefined {
  const page = asObject(tryParseJson(text));
  const apiVersion = parseApiVersion(asObject(page?.get('meta'))?.get('api-version'));
  if (isUnreadable(apiVersion)) return ofNewerVersion(apiVersion);
  if (page === undefined || !Array.isArray(page.get('files'))) return undefined;
  const status = asObject(page.get('project-status'))?.get('status');
  const versions = page.get('versions');
  return {
    name: asString(page.get('name')),
    files: asArray(page.get('files')).flatMap((file) => jsonFile(file, base)),
    status: asString(status),
    versions: Array.isArray(versions) ? versions.filter((version) => typeof version === 'string') : undefined,
    apiVersion,
  };
}

function jsonFile(value: unknown, base: string): ListedFile[] {
  const file = asObject(value);
  const name = asString(file?.get('filename'));
  if (file === undefined || name === undefined) return [];
  return [
    {
      name,
      sha256: hash(asString(asObject(file.get('hashes'))?.get('sha256'))),
      url: resolved(asString(file.get('url')), base)?.href ?? base,
      provenanceUrl: resolved(asString(file.get('provenance')), base)?.href,
      saysProvenance: file.has('provenance'),
      uploadedAt: asString(file.get('upload-time')),
      size: asSize(file.get('size')),
      yanked: asString(file.get('yanked')) || file.get('yanked') === true,
      coreMetadata: jsonMetadata(file.get('core-metadata') ?? file.get('dist-info-metadata')),
    },
  ];
}

/** By PEP 503, with the file names and hashes that links carry, and the status of PEP 792. */
function parseHtml(text: string, page: string): ProjectPage {
  const files: ListedFile[] = [];
  let [status, version]: (string | undefined)[] = [];
  let base = page;
  let link: { readonly attributes: ReadonlyMap<string, string>; label: string } | undefined;
  const endLink = (): void => {
    const file = link === undefined ? undefined : htmlFile(link.attributes, link.label, base);
    if (file !== undefined) files.push(file);
    link = undefined;
  };
  readHtml(text, {
    startTag: (name, attributes) => {
      if (name === 'a') {
        endLink();
        link = { attributes, label: '' };
      }
      if (name === 'base') base = resolved(attributes.get('href'), page)?.href ?? base;
      if (name === 'meta' && attributes.get('name') === 'pypi:project-status') {
        status ??= attributes.get('content');
      }
      if (name === 'meta' && attributes.get('name') === 'pypi:repository-version') {
        version ??= attributes.get('content');
      }
    },
    endTag: (name) => {
      if (name === 'a') endLink();
    },
    text: (piece) => {
      if (link !== undefined) link.label += piece;
    },
  });
  endLink();
  return { files, status, versions: undefined, apiVersion: parseApiVersion(version) };
}

function htmlFile(
  attributes: ReadonlyMap<string, string>,
  label: string,
  base: string,
): ListedFile | undefined {
  const url = resolved(attributes.get('href'), base);
  if (url === undefined) return undefined;
  const { pathname, hash: fragment, href } = url;
  const inPath = percentDecoded(pathname.split('/').at(-1) ?? '');
  // The label is the file name (PEP 503); some indexes shorten it, none the address.
  const name = /\.(?:whl|tar\.gz|zip)$/i.test(label.trim()) ? label.trim() : inPath || label.trim();
  return {
    name,
    sha256: hash(/[#&]sha256=([0-9a-f]{64})/i.exec(fragment)?.[1]),
    url: href.slice(0, href.length - fragment.length),
    provenanceUrl: resolved(attributes.get('data-provenance'), base)?.href,
    saysProvenance: attributes.has('data-provenance'),
    uploadedAt: undefined,
    size: undefined,
    yanked: attributes.has('data-yanked') && (attributes.get('data-yanked') || true),
    coreMetadata: htmlMetadata(
      attributes.get('data-core-metadata') ?? attributes.get('data-dist-info-metadata'),
    ),
  };
}

/** `true`, or hashes by their name. */
function jsonMetadata(value: unknown): ListedFile['coreMetadata'] {
  const hashes = asObject(value);
  if (hashes === undefined) return value === true ? { sha256: undefined } : undefined;
  return { sha256: hash(asString(hashes.get('sha256'))) };
}

/** `true`, or one hash with its name. */
function htmlMetadata(value: string | undefined): ListedFile['coreMetadata'] {
  if (value === undefined || value === 'false') return undefined;
  return { sha256: hash(/^sha256=(.*)$/.exec(value)?.[1]) };
}

function resolved(address: string | undefined, base: string): URL | undefined {
  const url = address === undefined || address === '' ? null : URL.parse(address, base);
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url : undefined;
}

function asSize(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function hash(hex: string | undefined): string | undefined {
  return hex !== undefined && /^[0-9a-f]{64}$/i.test(hex) ? hex.toLowerCase() : undefined;
}
