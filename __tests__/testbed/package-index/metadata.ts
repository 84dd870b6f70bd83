import { parseVersion } from './version.ts';
import { Refusal } from './types.ts';

type Fields = Record<string, string[]>;

/** The metadata that decides about a file. */
export interface ReleaseName {
  name: string;
  /** As sent. */
  version: string;
}

/** Form field to its header, whether it repeats, and the Metadata-Version that brought it. */
const CORE: Record<string, { header: string; repeats: boolean; since?: string }> = {
  metadata_version: { header: 'metadata-version', repeats: false },
  name: { header: 'name', repeats: false },
  version: { header: 'version', repeats: false },
  author: { header: 'author', repeats: false },
  author_email: { header: 'author-email', repeats: false },
  classifiers: { header: 'classifier', repeats: true, since: '1.1' },
  description: { header: 'description', repeats: false },
  description_content_type: { header: 'description-content-type', repeats: false, since: '2.1' },
  download_url: { header: 'download-url', repeats: false, since: '1.1' },
  dynamic: { header: 'dynamic', repeats: true, since: '2.2' },
  home_page: { header: 'home-page', repeats: false },
  import_name: { header: 'import-name', repeats: true, since: '2.5' },
  import_namespace: { header: 'import-namespace', repeats: true, since: '2.5' },
  keywords: { header: 'keywords', repeats: false },
  license: { header: 'license', repeats: false },
  license_expression: { header: 'license-expression', repeats: false, since: '2.4' },
  license_file: { header: 'license-file', repeats: true, since: '2.4' },
  maintainer: { header: 'maintainer', repeats: false, since: '1.2' },
  maintainer_email: { header: 'maintainer-email', repeats: false, since: '1.2' },
  obsoletes: { header: 'obsoletes', repeats: true, since: '1.1' },
  obsoletes_dist: { header: 'obsoletes-dist', repeats: true, since: '1.2' },
  platform: { header: 'platform', repeats: true },
  project_urls: { header: 'project-url', repeats: true, since: '1.2' },
  provides: { header: 'provides', repeats: true, since: '1.1' },
  provides_dist: { header: 'provides-dist', repeats: true, since: '1.2' },
  provides_extra: { header: 'provides-extra', repeats: true, since: '2.1' },
  requires: { header: 'requires', repeats: true, since: '1.1' },
  requires_dist: { header: 'requires-dist', repeats: true, since: '1.2' },
  requires_external: { header: 'requires-external', repeats: true, since: '1.2' },
  requires_python: { header: 'requires-python', repeats: false, since: '1.2' },
  summary: { header: 'summary', repeats: false },
  supported_platform: { header: 'supported-platform', repeats: true, since: '1.1' },
};
const VERSIONS = ['1.0', '1.1', '1.2', '2.1', '2.2', '2.3', '2.4', '2.5'];
/** What a project name may look like. */
export const PROJECT_NAME = /^([A-Z0-9]|[A-Z0-9][A-Z0-9._-]*[A-Z0-9])$/i;

/** Core-metadata rules; only the first error is answered: version of the metadata, name, version, then by header. */
export function checkMetadata(fields: Fields): ReleaseName {
  const see = 'See https://packaging.python.org/specifications/core-metadata for more information.';
  const error = unparsed(fields) ?? metadataErrors(fields)[0];
  if (error !== undefined) throw new Refusal(400, `${error} ${see}`);
  return { name: fields['name']?.[0] ?? '', version: fields['version']?.[0] ?? '' };
}

function unparsed(fields: Fields): string | undefined {
  const twice = Object.entries(CORE).find(
    ([field, rule]) => !rule.repeats && (fields[field]?.length ?? 0) > 1,
  );
  if (twice !== undefined) return `'${twice[0]}' has invalid data`;
  const labels = (fields['project_urls'] ?? []).map((entry) => entry.split(',')[0]?.trim());
  return new Set(labels).size === labels.length ? undefined : "'project_urls' has invalid data";
}

function metadataErrors(fields: Fields): string[] {
  const metadataVersion = fields['metadata_version']?.[0];
  const errors: string[] = [];
  if (metadataVersion === undefined) errors.push("'metadata-version' is a required field");
  else if (!VERSIONS.includes(metadataVersion)) {
    errors.push(`'${metadataVersion}' is not a valid metadata version`);
  }
  const version = fields['version']?.[0];
  const parsed = version === undefined ? undefined : parseVersion(version);
  if (version === undefined) errors.push("'version' is a required field");
  else if (parsed === undefined) errors.push(`'${version}' is invalid for 'version'`);
  else if (parsed.local !== undefined) {
    errors.push(`The use of local versions in <Version('${parsed.text}')> is not allowed.`);
  }
  const known = VERSIONS.indexOf(metadataVersion ?? '');
  const byHeader = Object.entries(CORE).toSorted(([, left], [, right]) =>
    left.header < right.header ? -1 : 1,
  );
  for (const [field, { header, since }] of byHeader) {
    const values = fields[field];
    if (values === undefined) continue;
    if (since !== undefined && known >= 0 && VERSIONS.indexOf(since) > known) {
      errors.push(`${header} introduced in metadata version ${since}, not ${metadataVersion}`);
    } else errors.push(...valueErrors(field, header, values, fields));
  }
  return errors;
}

function valueErrors(field: string, header: string, values: string[], fields: Fields): string[] {
  const value = values[0] ?? '';
  switch (field) {
    case 'summary':
      if (value.includes('\n')) return ["'summary' must be a single line"];
      return value.length > 512 ? ["'summary' field must be 512 characters or less."] : [];
    case 'description_content_type':
      return contentTypeErrors(value);
    case 'home_page':
    case 'download_url':
      return /^https?:\/\//.test(value) ? [] : [`'${value}' is not a valid url.`];
    case 'license':
      return fields['license_expression'] === undefined
        ? []
        : [
            'License is deprecated when License-Expression is present. Only License-Expression should be present.',
          ];
    case 'license_file':
      return values
        .filter((path) => path.startsWith('/') || /\\|\*|(^|\/)\.\.(\/|$)/.test(path))
        .map((path) => `'${path}' is invalid for 'license-file'`);
    case 'requires_dist':
    case 'provides_dist':
    case 'obsoletes_dist':
      return values
        .filter((entry) => /^[^;]*\s@\s/.test(entry))
        .map((entry) => `Can't have direct dependency: ${entry}`);
    case 'project_urls':
      return values.flatMap((entry) => projectUrlErrors(entry));
    case 'dynamic':
      return values
        .filter((name) => ['name', 'version', 'metadata-version'].includes(name.toLowerCase()))
        .map((name) => `'${name}' is not allowed as a dynamic field`);
    default:
      return header === 'name' && !PROJECT_NAME.test(value) ? [`'${value}' is invalid for 'name'`] : [];
  }
}

function contentTypeErrors(value: string): string[] {
  const [type = '', ...parameters] = value.split(';').map((part) => part.trim());
  if (!['text/plain', 'text/x-rst', 'text/markdown'].includes(type.toLowerCase())) {
    const allowed = "['text/plain', 'text/x-rst', 'text/markdown']";
    return [`'description-content-type' must be one of ${allowed}, not '${value}'`];
  }
  const charset = parameters.find((part) => part.toLowerCase().startsWith('charset='))?.slice(8);
  if (charset !== undefined && charset.replaceAll('"', '').toUpperCase() !== 'UTF-8') {
    return [`'description-content-type' can only specify the UTF-8 charset, not '${charset}'`];
  }
  return [];
}

function projectUrlErrors(entry: string): string[] {
  const comma = entry.indexOf(',');
  const label = (comma < 0 ? entry : entry.slice(0, comma)).trim();
  const url = comma < 0 ? '' : entry.slice(comma + 1).trim();
  if (label === '') return ['Must have a label'];
  if (label.length > 32) return [`'${label}' must be 32 characters or less.`];
  if (url === '') return ['Must have a URL'];
  return /^https?:\/\//.test(url) ? [] : [`'${url}' is not a valid url`];
}
