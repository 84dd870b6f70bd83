import { ActionError } from '../errors.ts';
import { isLoopback } from '../ground/loopback.ts';
import type { PackageIndex } from './package-index.ts';

/** Warehouse's limits in bytes for a file of any project, for what a project can be given, and for all files of one (warehouse/constants.py). */
const SIZE_LIMITS = {
  fileSizeLimit: 100 * 1024 ** 2,
  highestSizeLimit: 1024 ** 3,
  projectSizeLimit: 10 * 1024 ** 3,
} as const;
const NO_LIMITS = {
  fileSizeLimit: undefined,
  highestSizeLimit: undefined,
  projectSizeLimit: undefined,
} as const;

/** What PyPI and TestPyPI have in common. That they verify Rekor v1 only follows from PEP 740's `verification_material` having no timestamps there yet. */
const OF_PYPI = {
  kind: 'pypi',
  statusPage: 'https://status.python.org',
  limitsPage: 'https://docs.pypi.org/project-management/storage-limits/',
  acceptsAttestations: true,
  verifiesRekor: [1],
  verifiesAgainst: 'public-good',
  ...SIZE_LIMITS,
  uploadsAtOnce: 4,
} as const;

/** What is known about an index by its host, as of 2026-11. A row changes when the index does. */
const KNOWN: Readonly<Record<string, PackageIndex>> = {
  'upload.pypi.org': {
    title: 'PyPI',
    ...OF_PYPI,
    uploadUrl: 'https://upload.pypi.org/legacy/',
    simpleUrl: 'https://pypi.org/simple/',
    apiUrl: 'https://pypi.org',
    fileOrigins: ['https://files.pythonhosted.org'],
    audience: 'pypi',
  },
  'test.pypi.org': {
    title: 'TestPyPI',
    ...OF_PYPI,
    uploadUrl: 'https://test.pypi.org/legacy/',
    simpleUrl: 'https://test.pypi.org/simple/',
    apiUrl: 'https://test.pypi.org',
    fileOrigins: ['https://test-files.pythonhosted.org'],
    audience: 'testpypi',
  },
};

/** Hosts that people give for a known index and that accept no uploads (any more), with the host that does. */
const MISTAKEN_HOSTS: Readonly<Record<string, string>> = {
  'pypi.org': 'upload.pypi.org',
  'www.pypi.org': 'upload.pypi.org',
  'pypi.python.org': 'upload.pypi.org',
  'upload.pypi.io': 'upload.pypi.org',
  'pypi.io': 'upload.pypi.org',
  'testpypi.python.org': 'test.pypi.org',
  'upload.test.pypi.org': 'test.pypi.org',
};

/**
 * What a run can expect of the index behind an upload endpoint. A host that is not listed is generic unless `kind` says
 * otherwise. @throws {ActionError} INPUT_INVALID for an address that cannot be right.
 */
export function describeIndex(
  repositoryUrl: string,
  kind: 'auto' | 'pypi' | 'generic',
  checkUrl: string | undefined,
): PackageIndex {
  const url = checkedUrl('repository-url', repositoryUrl);
  const simpleUrl = checkUrl === undefined ? undefined : simpleBase(checkUrl);
  const known = knownIndex(url, repositoryUrl);
  if (known !== undefined) {
    if (kind === 'generic') {
      throw new ActionError(
        'INPUT_INVALID',
        `index-kind is generic, but ${repositoryUrl} is ${known.title}`,
        'Remove `index-kind`: wheelseal knows this index.',
      );
    }
    return { ...known, uploadUrl: repositoryUrl, simpleUrl: simpleUrl ?? known.simpleUrl };
  }
  return unlistedIndex(url, repositoryUrl, kind === 'pypi' ? 'pypi' : 'generic', simpleUrl);
}

/**
 * The index that is only read at an address: of a known index its upload endpoint or the base of its Simple API, of another the base.
 * @throws {ActionError} INPUT_INVALID for an address that cannot be right
 */
export function describeReadIndex(address: string): PackageIndex {
  const simpleUrl = simpleBase(address, 'index');
  const url = new URL(simpleUrl);
  const known = knownAt(url);
  if (known === undefined) return unlistedIndex(url, address, 'generic', simpleUrl);
  if (simpleUrl === known.simpleUrl || simpleUrl === known.uploadUrl) return known;
  throw new ActionError(
    'INPUT_INVALID',
    `index ${address} is not the Simple API of ${known.title}`,
    `Use index: ${known.simpleUrl ?? known.uploadUrl}`,
  );
}

/** Whether an address is of a known index that is queried there. */
export function isOfKnownIndex(address: string): boolean {
  const { hostname } = new URL(address);
  return Object.values(KNOWN).some(({ apiUrl }) => apiUrl === `https://${hostname}`);
}

/** Whether an address is on an origin that the index is queried on. */
export function isOwnOrigin(
  address: string,
  { simpleUrl, apiUrl }: Pick<PackageIndex, 'simpleUrl' | 'apiUrl'>,
): boolean {
  const { origin } = new URL(address);
  return [simpleUrl, apiUrl].some((own) => own !== undefined && new URL(own).origin === origin);
}

/** The page that people read about one release; undefined where the index's layout isn't known. */
export function releasePage(index: PackageIndex, project: string, version: string): string | undefined {
  if (index.apiUrl === undefined) return undefined;
  return `${index.apiUrl}/project/${encodeURIComponent(project)}/${encodeURIComponent(version)}/`;
}

function unlistedIndex(
  url: URL,
  uploadUrl: string,
  kind: 'pypi' | 'generic',
  simpleUrl: string | undefined,
): PackageIndex {
  const pypi = kind === 'pypi';
  return {
    title: url.host,
    kind,
    statusPage: undefined,
    limitsPage: undefined,
    uploadUrl,
    simpleUrl: simpleUrl ?? (pypi ? `${url.origin}/simple/` : undefined),
    apiUrl: pypi ? url.origin : undefined,
    fileOrigins: [],
    audience: undefined,
    acceptsAttestations: pypi,
    verifiesRekor: pypi ? [1] : [1, 2],
    verifiesAgainst: undefined,
    ...(pypi ? SIZE_LIMITS : NO_LIMITS),
    uploadsAtOnce: 4,
  };
}

/** The known index that an address is of, or is meant for. */
function knownAt({ host }: URL): PackageIndex | undefined {
  return KNOWN[MISTAKEN_HOSTS[host] ?? host];
}

function knownIndex(url: URL, given: string): PackageIndex | undefined {
  const meant = knownAt(url);
  if (meant === undefined) return undefined;
  if (url.href !== meant.uploadUrl) {
    throw new ActionError(
      'INPUT_INVALID',
      `repository-url ${given} is not the upload URL of ${meant.title}`,
      `Use repository-url: ${meant.uploadUrl}`,
    );
  }
  return meant;
}

/** The base of a Simple API, with a slash at its end. @throws {ActionError} INPUT_INVALID for an address that can't be one. */
export function simpleBase(checkUrl: string, input = 'check-url'): string {
  const url = checkedUrl(input, checkUrl);
  if (url.search !== '') {
    throw new ActionError(
      'INPUT_INVALID',
      `${input} ${checkUrl} has a query, which a Simple API base can't have`,
      'Use the base URL of the Simple API, such as https://example.com/simple/.',
    );
  }
  return url.pathname.endsWith('/') ? url.href : `${url.href}/`;
}

function checkedUrl(input: string, value: string): URL {
  if (!URL.canParse(value)) {
    throw new ActionError('INPUT_INVALID', `${input} ${value} is not a URL`, `Use a full https:// URL.`);
  }
  const url = new URL(value);
  if (url.username !== '' || url.password !== '') {
    // The value itself is left out of the message: it holds a credential.
    throw new ActionError(
      'INPUT_INVALID',
      `${input} contains a user name or password (host ${url.host})`,
      'Pass them in the inputs `user` and `password`, from a secret.',
    );
  }
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  if (!secure) {
    throw new ActionError('INPUT_INVALID', `${input} ${value} is not https`, secureHint(url));
  }
  if (url.hash !== '') {
    throw new ActionError(
      'INPUT_INVALID',
      `${input} ${value} has a fragment`,
      'Remove the # and what follows.',
    );
  }
  return url;
}

function secureHint(url: URL): string {
  if (url.protocol !== 'http:') return 'Use a full https:// URL.';
  const corrected = new URL(url.href.replace(/^http:/, 'https:'));
  const known = knownAt(corrected);
  return `Use ${known?.uploadUrl ?? corrected.href}; http is accepted on loopback only.`;
}
