import { comparisonKey, parseVersion, sameVersion } from './version.ts';
import { normalizedName, Refusal } from './types.ts';

/** Rules that hold for every file name. */
export function checkFilename(filename: string, filetype: string): void {
  if (/\p{Cc}/u.test(filename)) {
    throw new Refusal(400, 'Cannot upload a file with non-printable characters in its name.');
  }
  if (/[/\\]/.test(filename)) throw new Refusal(400, "Cannot upload a file with '/' or '\\' in the name.");
  const ends = filetype === 'sdist' ? ['.tar.gz', '.zip'] : ['.whl'];
  if (!/\.(tar\.gz|zip|whl)$/.test(filename)) {
    throw new Refusal(400, `Invalid file extension: Use .tar.gz, .whl or .zip extension.`);
  }
  if (!ends.some((end) => filename.endsWith(end))) {
    throw new Refusal(
      400,
      `Invalid file extension: Extension ${filename.slice(filename.lastIndexOf('.'))} is invalid for ${filetype}.`,
    );
  }
}

/** The directory of a wheel's own data; refused where the name cannot be taken apart. */
export function distInfoOf(filename: string): string {
  const match = /^(.+?)-(\d.*?)(-\d.*?)?-.+?-.+?-.+?\.whl$/.exec(filename);
  if (match === null) {
    const why = 'Unable to parse name and version from wheel filename';
    throw new Refusal(400, `Invalid distribution file. ${why}`);
  }
  return `${match[1]}-${match[2]}.dist-info`;
}

/** A source archive must be named exactly as PEP 625 says. */
export function checkSdistName(filename: string, project: string, version: string): void {
  const name = normalizedName(project).replaceAll('-', '_');
  const stem = filename.replace(/\.(tar\.gz|zip)$/, '');
  const dash = stem.lastIndexOf('-');
  if (dash < 0 || parseVersion(stem.slice(dash + 1)) === undefined) {
    throw new Refusal(400, `Invalid source distribution filename: ${filename}`);
  }
  if (normalizedName(stem.slice(0, dash)) !== normalizedName(project)) {
    throw new Refusal(400, `Start filename for '${project}' with '${name}'.`);
  }
  const wanted = `${name}-${parseVersion(version)?.text ?? version}.tar.gz`;
  if (filename !== wanted)
    throw new Refusal(400, `Filename '${filename}' is invalid, should be '${wanted}'.`);
}

/** A wheel's name: parts, build number, platform, project, version, in this order. */
export function checkWheelName(filename: string, project: string, version: string): void {
  const stem = filename.slice(0, -'.whl'.length);
  const parts = stem.split('-');
  const fileVersion = parts[1] ?? '';
  if ((parts.length !== 5 && parts.length !== 6) || !/^\d/.test(fileVersion)) {
    throw new Refusal(400, `Invalid wheel filename (wrong number of parts): '${stem}'`);
  }
  if (parseVersion(fileVersion) === undefined) {
    throw new Refusal(400, `Invalid wheel filename (invalid version): '${stem}'`);
  }
  const build = parts.length === 6 ? parts[2] : undefined;
  if (build !== undefined && !/^\d/.test(build)) {
    throw new Refusal(400, `Invalid build number: ${build} in '${stem}'`);
  }
  const bad = (parts.at(-1) ?? '').split('.').find((tag) => !isAllowedPlatform(tag));
  if (bad !== undefined) {
    throw new Refusal(400, `Binary wheel '${filename}' has an unsupported platform tag '${bad}'.`);
  }
  checkWheelProject(filename, parts[0] ?? '', project);
  if (!sameVersion(fileVersion, version)) {
    const wanted = parseVersion(version)?.text ?? version;
    throw new Refusal(
      400,
      `Version in filename should be '${wanted}' not '${parseVersion(fileVersion)?.text}'.`,
    );
  }
}

function checkWheelProject(filename: string, prefix: string, project: string): void {
  const wanted = normalizedName(project).replaceAll('-', '_');
  if (normalizedName(prefix) !== normalizedName(project)) {
    throw new Refusal(400, `Start filename for '${project}' with '${wanted}'.`);
  }
  if (prefix !== wanted) {
    throw new Refusal(
      400,
      `Filename '${filename}' should contain the normalized project name '${wanted}', not '${prefix}'.`,
    );
  }
}

function isAllowedPlatform(tag: string): boolean {
  return [
    /^any$/,
    /^win32$|^win_(amd64|arm64|ia64)$/,
    /^linux_(armv6l|armv7l)$/,
    /^manylinux(1|2010|2014|_\d+_\d+)_(x86_64|i686|aarch64|armv7l|ppc64|ppc64le|s390x|riscv64|loongarch64)$/,
    /^musllinux_\d+_\d+_(x86_64|i686|aarch64|armv7l|ppc64le|s390x|riscv64|loongarch64)$/,
    /^macosx_\d+_\d+_(arm64|x86_64|i386|ppc|ppc64|intel|fat|fat32|fat64|universal|universal2)$/,
    /^(ios|android)_\w+$/,
    /^(pyodide|pyemscripten)_\d+_\d+_wasm32$/,
  ].some((pattern) => pattern.test(tag));
}

/** What makes two distribution names one: name, version, and for a wheel its build and set of tags. */
export function distributionKey(filename: string): string | undefined {
  const sdist = /^(.+)-([^-]+)\.(?:tar\.gz|zip)$/.exec(filename);
  if (sdist !== null) return `sdist ${normalizedName(sdist[1] ?? '')} ${comparisonKey(sdist[2] ?? '')}`;
  if (!filename.endsWith('.whl')) return undefined;
  const parts = filename.slice(0, -4).split('-');
  if (parts.length !== 5 && parts.length !== 6) return undefined;
  const [name = '', version = ''] = parts;
  if (parseVersion(version) === undefined) return undefined;
  const build = parts.length === 6 ? (parts[2] ?? '') : '';
  const tags = parts.slice(-3).map((tag) => tag.toLowerCase().split('.').toSorted().join('.'));
  return ['wheel', normalizedName(name), comparisonKey(version), build, ...tags].join(' ');
}
