import type { ListedMember } from '../distributions/wheel-listing.ts';
import type { MetadataChange } from './compare-metadata.ts';
import { comparablePath, type SeenFile } from './seen-release.ts';

/** What a file has and the one of the last release had not, where that is worth a review: the words are for people. */
type NoveltyKind =
  | 'top-level module'
  | 'start-up file'
  | 'native file'
  | 'script'
  | 'large script'
  | 'hidden folder'
  | 'SBOM folder'
  | 'dependency'
  | 'entry point'
  | 'growth'
  | 'empty wheel';

/** One such thing. */
export interface Novelty {
  readonly kind: NoveltyKind;
  /** Which one, or how much. */
  readonly what: string;
}

type Members = ReadonlyMap<string, ListedMember>;

const MIB = 1024 ** 2;
/** Bytes by which a script must have grown, and a whole archive as it is unpacked, or an sdist as it is packed. */
const [LARGE_SCRIPT, LARGE_GROWTH, LARGE_SDIST_GROWTH] = [MIB, 5 * MIB, MIB];
/** Times by which an archive must have grown too: large ones change by a lot of bytes. */
const GROWTH = 2;

/** mypyc names a module by a hash of what it compiled. */
const HASHED = /(?<![0-9a-f])[0-9a-f]{16,}(?=__mypyc)/;
/** Characters of a path: installers can unpack no longer ones. */
const LONGEST_PATH = 4096;

const NATIVE = /\.(?:so(?:\.\d+)*|pyd|dll|dylib|pyc|node)$/i;
const EXECUTABLE = /\.(?:exe|com|scr|msi|bat|cmd|ps1|vbs|wsf|jar|appimage)$/i;
const SCRIPT =
  /\.(?:py|pyw|js|mjs|cjs|jsx|ts|sh|bash|zsh|fish|ps1|psm1|bat|cmd|rb|pl|php|lua|vbs|wsf|tcl|groovy)$/i;

/** What is new in a file since the one of the last release; known of a wheel only where the members of both are. */
export function noveltiesOf(
  before: SeenFile,
  now: SeenFile,
  metadata: readonly MetadataChange[],
): readonly Novelty[] {
  const said = metadata.flatMap(metadataNovelty);
  if (before.members === undefined || now.members === undefined) {
    return [...said, ...grown(before.size, now.size, LARGE_SDIST_GROWTH)];
  }
  const [earlier, own] = [comparable(before.members), comparable(now.members)];
  return [
    ...emptied(earlier, own),
    ...newStartUpFiles(earlier, own),
    ...newOf('top-level module', earlier, own, topLevelName),
    ...newOf('native file', earlier, own, nativeName),
    ...newOf('script', earlier, own, scriptName),
    ...largeScripts(earlier, own),
    ...newOf('hidden folder', earlier, own, hiddenFolder),
    ...newOf('SBOM folder', earlier, own, (path) => /^[^/]+\.dist-info\/sboms\//.exec(path)?.[0]),
    ...said,
    ...grown(unpacked(earlier), unpacked(own), LARGE_GROWTH, ' unpacked'),
  ];
}

function comparable(members: Members): Members {
  return new Map([...members].map(([path, member]) => [comparablePath(path), member]));
}

/** A requirement of an extra is installed only by those who request the extra. */
function metadataNovelty({ field, name, before, now }: MetadataChange): readonly Novelty[] {
  if (before !== undefined || now === undefined) return [];
  if (field === 'dependency' && !name.includes(' (extra ')) return [{ kind: 'dependency', what: name }];
  return field === 'entry point' ? [{ kind: 'entry point', what: `${name} = ${now}` }] : [];
}

type NameOf = (path: string, member: ListedMember) => string | undefined;

/** What the members of one have a name for and those of the other don't; a name stands for all paths that come to it. */
function newOf(kind: NoveltyKind, before: Members, now: Members, nameOf: NameOf): readonly Novelty[] {
  const known = new Set([...before].map(([path, member]) => nameOf(path, member)));
  const found = new Map(
    [...now].flatMap(([path, member]): [string, string][] => {
      const name = nameOf(path, member);
      return name === undefined || known.has(name) ? [] : [[name, path]];
    }),
  );
  const isName = kind !== 'native file' && kind !== 'script';
  return [...found].map(([name, path]) => ({ kind, what: isName ? name : path }));
}

/** The path from the folder that modules are installed into; undefined where a member goes elsewhere. */
function installedPath(path: string): string | undefined {
  const [, scheme, rest] = /^[^/]+\.data\/([^/]+)\/(.+)$/.exec(path) ?? [];
  if (scheme === undefined) return /^[^/]+\.(?:dist-info|data)\//.test(path) ? undefined : path;
  return scheme === 'purelib' || scheme === 'platlib' ? rest : undefined;
}

/** Folders of libraries (`name.libs`) hold no modules. */
function topLevelName(path: string): string | undefined {
  const [first = '', ...below] = installedPath(path)?.replace(HASHED, '').split('/') ?? [];
  if (below.length > 0) return /^[^.]+$/.test(first) ? first : undefined;
  return /\.pyw?$/.test(first) || NATIVE.test(first) ? first.slice(0, first.indexOf('.')) : undefined;
}

/** Python runs lines of these at each start (site module; PEP 829). */
function isStartUpFile(path: string): boolean {
  return /\.pth$/i.test(path) || /^[^/]+\.start$/i.test(installedPath(path) ?? '');
}

/** One that has changed says something new too. */
function newStartUpFiles(before: Members, now: Members): readonly Novelty[] {
  return [...now].flatMap(([path, member]) => {
    const earlier = before.get(path);
    if (!isStartUpFile(path) || (earlier !== undefined && isSame(earlier, member))) return [];
    return [{ kind: 'start-up file', what: earlier === undefined ? path : `${path} (changed)` }];
  });
}

/** Without what differs from build to build: a hash, versions, the tags of interpreter and platform. */
function nativeName(path: string): string | undefined {
  if (!NATIVE.test(path) || path.length > LONGEST_PATH) return undefined;
  return path
    .replace(HASHED, '')
    .replace(NATIVE, '')
    .replace(/\.(?:cpython|cp|pypy|graalpy|abi)\d[^/]*$/, '')
    .replace(/-[0-9a-f]{8,}(?=\.|$)/, '')
    .replace(/(?<![.-]\d+)(?:[.-]\d+)+$/, '')
    .replaceAll(/\d+/g, '0')
    .toLowerCase();
}

function scriptName(path: string, { executable }: ListedMember): string | undefined {
  const isScript = /^[^/]+\.data\/scripts\//.test(path) || EXECUTABLE.test(path);
  return isScript || (executable && /(?:^|\/)[^/.]+$/.test(path)) ? path : undefined;
}

function hiddenFolder(path: string): string | undefined {
  return /^(?:.*?\/)?\.[^/]+\//.exec(path)?.[0];
}

function largeScripts(before: Members, now: Members): readonly Novelty[] {
  return [...now].flatMap(([path, { size }]) =>
    SCRIPT.test(path) && size - (before.get(path)?.size ?? 0) >= LARGE_SCRIPT
      ? [{ kind: 'large script', what: `${path}, ${readable(size)}` }]
      : [],
  );
}

function emptied(before: Members, now: Members): readonly Novelty[] {
  const content = (members: Members): number =>
    unpacked(new Map([...members].filter(([path]) => !/^[^/]+\.dist-info\//.test(path))));
  if (content(now) > 0 || content(before) === 0) return [];
  return [{ kind: 'empty wheel', what: 'only its metadata' }];
}

function unpacked(members: Members): number {
  return [...members.values()].reduce((sum, { size }) => sum + size, 0);
}

function grown(
  before: number | undefined,
  now: number | undefined,
  least: number,
  state = '',
): readonly Novelty[] {
  if (before === undefined || now === undefined) return [];
  if (now - before < least || now < before * GROWTH) return [];
  return [{ kind: 'growth', what: `${readable(before)} → ${readable(now)}${state}` }];
}

function readable(bytes: number): string {
  return bytes < 100_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** By the hashes of RECORD where both have one of a kind, else by the checksums of the archives. */
export function isSame(one: ListedMember, other: ListedMember): boolean {
  if (one.hash !== undefined && algorithmOf(one) === algorithmOf(other)) return one.hash === other.hash;
  return one.crc32 === other.crc32 && one.size === other.size;
}

function algorithmOf({ hash }: ListedMember): string | undefined {
  return hash?.split('=', 1)[0];
}
