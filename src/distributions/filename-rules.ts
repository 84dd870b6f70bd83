import type { DistributionFilename } from './filename.ts';
import { againstIndex, note } from './finding.ts';
import type { Finding } from './finding.ts';
import { judgePlatform } from './platform-tags.ts';

/** Bytes: PyPI stores a wheel's metadata beside it, under its name with `.metadata`, and a name has at most 255. */
const longestWheelName = 255 - '.metadata'.length;

/** What PyPI requires of a file's name beyond the specifications: normalised project, exact sdist name, platform tags. */
export function checkFilename(filename: DistributionFilename): Finding[] {
  const findings = filename.kind === 'sdist' ? checkSdistName(filename) : checkWheelName(filename);
  if (filename.version.includes('+')) {
    const message = `version ${filename.version} has a local part`;
    findings.push(
      againstIndex(
        message,
        `The use of local versions in '${filename.version}' is not allowed.`,
        `Publish version ${filename.version.split('+', 1).join('')}, without the part after +.`,
      ),
    );
  }
  return findings;
}

/** Whether a wheel has a platform tag that PyPI rejects today and that a newer PyPI may accept. */
export function hasDoubtfulTag(filename: DistributionFilename): boolean {
  return filename.tags.some(({ platform }) => judgePlatform(platform).kind === 'doubtful');
}

/** The project part of the name that PyPI requires. */
export function normalisedProjectPart(project: string): string {
  return project.replace(/[-_.]+/g, '_').toLowerCase();
}

function checkSdistName(filename: DistributionFilename): Finding[] {
  const expected = `${normalisedProjectPart(filename.project)}-${filename.version}.tar.gz`;
  if (filename.name === expected) return [];
  const answer = `Filename '${filename.name}' is invalid, should be '${expected}'.`;
  return [
    againstIndex(`the name is not normalised; expected ${expected}`, answer, `Rename it to ${expected}.`),
  ];
}

function checkWheelName(filename: DistributionFilename): Finding[] {
  const platforms = new Set(filename.tags.map(({ platform }) => platform));
  return [
    ...checkProjectPart(filename),
    ...checkLength(filename.name),
    ...[...platforms].flatMap((platform) => checkPlatform(platform, filename.name)),
  ];
}

function checkProjectPart({ name, project, projectAsWritten }: DistributionFilename): Finding[] {
  const expected = normalisedProjectPart(project);
  if (projectAsWritten === expected) return [];
  const renamed = `${expected}${name.slice(projectAsWritten.length)}`;
  const answer = `Filename '${name}' should contain the normalized project name '${expected}', not '${projectAsWritten}'.`;
  return [
    againstIndex(
      `the name is not normalised; expected ${renamed}`,
      answer,
      'Build it with a newer build backend.',
    ),
  ];
}

function checkLength(name: string): Finding[] {
  const length = Buffer.byteLength(name);
  if (length <= longestWheelName) return [];
  const message = `the name has ${length} bytes, and that of a wheel may have at most ${longestWheelName}`;
  return [
    againstIndex(
      message,
      `Filename is too long: '${name}'`,
      'Shorten its build tag or local part, or name fewer tags.',
    ),
  ];
}

function checkPlatform(platform: string, name: string): Finding[] {
  const verdict = judgePlatform(platform);
  const answer = `Binary wheel '${name}' has an unsupported platform tag '${platform.toLowerCase()}'.`;
  switch (verdict.kind) {
    case 'accepted':
      return [];
    case 'refused':
      return [againstIndex(`platform tag '${platform}' is not accepted`, answer, verdict.hint)];
    case 'doubtful':
      return [
        note(
          `platform tag '${platform}' is not known to be accepted; unless the index has added it since, its answer is: ${answer} The wheel is uploaded after the others, and the sdist is not held back if it is rejected.`,
        ),
      ];
  }
}
