import { createHash } from 'node:crypto';
import { compareText } from '../ground/compare-text.ts';
import { mapPool } from '../ground/pool.ts';
import type { FileContent, Files } from '../platform/files.ts';
import { pathFrom } from './folders.ts';
import { checkMetadata } from './metadata/check-metadata.ts';
import { isRestructuredText } from './metadata/content-type.ts';
import { singleValue } from './metadata/fields.ts';
import { printable } from './classify.ts';
import { discover } from './discover.ts';
import type { Candidate, IgnoredFile } from './discover.ts';
import type { CoreMetadata, Distribution } from './distribution.ts';
import { checkFilename, hasDoubtfulTag } from './filename-rules.ts';
import { parseFilename } from './filename.ts';
import type { DistributionFilename } from './filename.ts';
import { broken, faultsOf, findingOf, invalidDistributions } from './finding.ts';
import type { DistributionFault, Finding, RulingIndex } from './finding.ts';
import { byRelease, checkExpectedHashes, checkTogether } from './release-checks.ts';
import type { ReadFile } from './release-checks.ts';
import { atHand } from './archives/random-access.ts';
import { readSdist } from './sdist.ts';
import { readWheel } from './wheel.ts';

/** Which files are read, and what they are held against. */
export interface ReadRequest {
  /** The lines of `packages-dir`. */
  readonly packages: readonly string[];
  readonly index: RulingIndex;
  /** False: only what makes a file unreadable, or another's, is checked. */
  readonly verifyMetadata: boolean;
  /** Lower-case hex by file name; the files must be exactly these. */
  readonly expectedHashes: ReadonlyMap<string, string> | undefined;
}

/** The distributions of a run, and what should be said of the files around them. */
export interface ReadDistributions {
  /** By project, version, wheels before the sdist, and name; their contents are open. */
  readonly distributions: readonly Distribution[];
  readonly warnings: readonly DistributionFault[];
  readonly ignored: readonly IgnoredFile[];
  /** Lines of `packages-dir` that exclude nothing today. */
  readonly idleExclusions: readonly string[];
}

const filesAtOnce = 8;
const shownFindings = 50;

/**
 * Finds, opens, hashes and reads all distributions. What is broken is thrown, the faults of all files together; what only
 * the index's rules are against stays with each distribution.
 * @throws {ActionError} NO_DISTRIBUTIONS, DISTRIBUTION_INVALID
 */
export async function readDistributions(request: ReadRequest, files: Files): Promise<ReadDistributions> {
  const found = await discover(request.packages, files);
  const checkText = descriptionCheck();
  const read = withTogether(
    await mapPool(found.candidates, filesAtOnce, (candidate) => readFile(candidate, files, checkText)),
  );
  const opened = read.flatMap(({ distribution }) => distribution ?? []);
  const breaking = [
    ...found.faults,
    ...read.flatMap(({ name, findings }) =>
      faultsOf(name, shortened(findings.filter(isBroken)), request.index),
    ),
    ...checkExpectedHashes(read, request.expectedHashes),
  ];
  if (breaking.length > 0) {
    await Promise.allSettled(opened.map((distribution) => distribution.content.close()));
    throw invalidDistributions(allErrors(breaking, read, request));
  }
  const distributions = read
    .flatMap(({ distribution, findings }) =>
      distribution === undefined
        ? []
        : [{ ...distribution, findings: request.verifyMetadata ? shortened(findings) : [] }],
    )
    .toSorted(byRelease);
  const { ignored, idleExclusions } = found;
  const warnings = [...found.unmatched.map(unmatchedLine), ...found.unsearched];
  return { distributions, warnings, ignored, idleExclusions };
}

function isBroken({ rule }: Finding): boolean {
  return rule === 'broken';
}

function withTogether(read: readonly ReadFile[]): readonly ReadFile[] {
  const together = Map.groupBy(checkTogether(read), ({ path }) => path);
  return read.map((file) => ({
    ...file,
    findings: [...file.findings, ...(together.get(file.path) ?? []).map(({ finding }) => finding)],
  }));
}

/** The run fails, so no index will be queried: violations of its rules are reported with what is broken. */
function allErrors(
  breaking: readonly DistributionFault[],
  read: readonly ReadFile[],
  { index, verifyMetadata }: ReadRequest,
): readonly DistributionFault[] {
  const others = verifyMetadata
    ? read.flatMap(({ name, findings }) =>
        faultsOf(name, shortened(findings.filter((finding) => !isBroken(finding))), index),
      )
    : [];
  return [...breaking, ...others.filter(({ severity }) => severity === 'error')].toSorted((one, other) =>
    compareText(one.name, other.name),
  );
}

function unmatchedLine({
  line,
  reason,
}: {
  readonly line: string;
  readonly reason: string;
}): DistributionFault {
  return { name: printable(line), severity: 'warning', message: reason };
}

async function readFile(
  { entry, line }: Candidate,
  files: Files,
  checkText: DescriptionCheck,
): Promise<ReadFile> {
  const name = printable(entry.name);
  const path = pathFrom(files.workspace, entry.path);
  const filename = parseFilename(entry.name);
  if ('fault' in filename)
    return {
      name,
      path,
      findings: [
        broken(
          filename.fault,
          'Build the file again instead of renaming it, or exclude it with a line of packages-dir that starts with `!`.',
        ),
      ],
    };
  let content: FileContent | undefined;
  try {
    content = await files.open(entry.path);
    const read = await readContent({ entry, line }, filename, content);
    const findings = [...read.findings, ...(await checkText(read.distribution.metadata))];
    return { ...read, findings, path };
  } catch (error) {
    await content?.close();
    return { name, path, filename, findings: [...checkFilename(filename), findingOf(error)] };
  }
}

async function readContent(
  { entry, line }: Candidate,
  filename: DistributionFilename,
  content: FileContent,
): Promise<Omit<ReadFile, 'path'> & { readonly distribution: Omit<Distribution, 'findings'> }> {
  const source = await atHand(content);
  const sha256 = await hash(source);
  const { kind, project, version, pythonTag, name } = filename;
  const archive = kind === 'wheel' ? await readWheel(source, filename) : await readSdist(source, filename);
  const findings = [
    ...checkFilename(filename),
    ...archive.findings,
    ...checkMetadata(archive.metadata, filename),
    ...(await licenseFindings(archive.metadata)),
  ];
  const { metadata } = archive;
  const distribution = {
    name,
    path: entry.path,
    line,
    kind,
    project,
    version,
    pythonTag,
    size: content.size,
    sha256,
    metadata,
    content,
    doubtfulTag: hasDoubtfulTag(filename),
  };
  return { name, filename, findings, sha256, distribution };
}

/** SPDX's lists are loaded only for files that have a licence expression. */
async function licenseFindings(metadata: CoreMetadata): Promise<Finding[]> {
  if (!metadata.has('license-expression')) return [];
  const { checkLicense } = await import('./metadata/licenses.ts');
  return checkLicense(metadata);
}

/** What is wrong with the description of a file. */
type DescriptionCheck = (metadata: CoreMetadata) => Promise<Finding[]>;

/** docutils' grammar is loaded only for files whose description is written in it; the files of a release share theirs. */
function descriptionCheck(): DescriptionCheck {
  const known = new Map<string, Finding[]>();
  return async (metadata) => {
    const text = singleValue(metadata, 'description');
    if (text === undefined || !isRestructuredText(metadata)) return [];
    // The finding names the type as it is written.
    const key = `${singleValue(metadata, 'description-content-type') ?? ''}\n${text}`;
    const { checkDescription } = await import('./metadata/description.ts');
    const findings = known.get(key) ?? checkDescription(metadata);
    known.set(key, findings);
    return findings;
  };
}

async function hash(content: FileContent): Promise<string> {
  const digest = createHash('sha256');
  for await (const chunk of content.chunks('passing')) digest.update(chunk);
  return digest.digest('hex');
}

function shortened(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= shownFindings) return findings;
  const rest = findings.slice(shownFindings);
  const rule = (['broken', 'index'] as const).find((one) => rest.some((finding) => finding.rule === one));
  return [
    ...findings.slice(0, shownFindings),
    { rule: rule ?? 'note', message: `and ${rest.length} more faults` },
  ];
}
