import type { CompatibilityTag, DistributionFilename } from './filename.ts';
import { againstIndex, note } from './finding.ts';
import type { Finding } from './finding.ts';

const plainPlatforms = new Set([
  'any',
  'win32',
  'win_arm64',
  'win_amd64',
  'win_ia64',
  'linux_armv6l',
  'linux_armv7l',
]);
const platformFamilies = [
  /^manylinux(?:1|2010|2014)_\w+$/,
  /^(?:many|musl)linux_\d+_\d+_\w+$/,
  /^macosx_10_\d+_\w+$/,
  /^macosx_\d+_0_\w+$/,
  /^ios_\d+_\d+_\w+_(?:iphoneos|iphonesimulator)$/,
  /^android_\d+_\w+$/,
  /^pyemscripten_\d+_\d+_wasm32$/,
];

/** What PyPI asks of a file's name beyond the specifications: normalised project, exact sdist name, platform tags. */
export function checkFilename(filename: DistributionFilename): Finding[] {
  const findings = filename.kind === 'sdist' ? checkSdistName(filename) : checkWheelName(filename);
  if (filename.version.includes('+')) {
    const message = `version ${filename.version} has a local part, which PyPI does not take`;
    findings.push(
      againstIndex(message, `The use of local versions in '${filename.version}' is not allowed.`),
    );
  }
  return findings;
}

/** The project part of the name that PyPI asks for. */
export function normalisedProjectPart(project: string): string {
  return project.replace(/[-_.]+/g, '_').toLowerCase();
}

function checkSdistName(filename: DistributionFilename): Finding[] {
  const expected = `${normalisedProjectPart(filename.project)}-${filename.version}.tar.gz`;
  if (filename.name === expected) return [];
  const answer = `Filename '${filename.name}' is invalid, should be '${expected}'.`;
  return [againstIndex(`the name is not normalised; expected ${expected}`, answer)];
}

function checkWheelName(filename: DistributionFilename): Finding[] {
  const expected = normalisedProjectPart(filename.project);
  const findings = [...new Set(filename.tags.map((tag) => tag.platform))].flatMap(checkPlatform);
  if (filename.projectAsWritten === expected) return findings;
  const rest = filename.name.slice(filename.projectAsWritten.length);
  const answer = `Filename '${filename.name}' should contain the normalized project name '${expected}', not '${filename.projectAsWritten}'.`;
  return [againstIndex(`the name is not normalised; expected ${expected}${rest}`, answer), ...findings];
}

/** Whether a wheel has a platform tag that is unknown here, and that a newer PyPI may take. */
export function hasDoubtfulTag(filename: DistributionFilename): boolean {
  return filename.tags.some(({ platform }) => checkPlatform(platform).some(({ rule }) => rule === 'note'));
}

/** PyPI's list of platforms grows: what is certain to be refused is refused, the unknown is only said. */
function checkPlatform(platform: CompatibilityTag['platform']): Finding[] {
  if (plainPlatforms.has(platform) || platformFamilies.some((family) => family.test(platform))) return [];
  if (/^(?:linux|macosx)_/.test(platform)) {
    const message = `platform tag '${platform}' is not one that PyPI takes`;
    const advice = platform.startsWith('linux_')
      ? '; auditwheel repair makes a manylinux or musllinux wheel of it'
      : '';
    return [
      againstIndex(`${message}${advice}`, `Binary wheel has an unsupported platform tag '${platform}'.`),
    ];
  }
  return [note(`platform tag '${platform}' is unknown here; PyPI may refuse it`)];
}
