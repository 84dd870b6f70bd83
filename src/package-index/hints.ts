import type { PackageIndex } from './package-index.ts';

/** What hints say of an index: its own name and pages, never another's. */
export type HintedIndex = Pick<PackageIndex, 'title' | 'statusPage' | 'limitsPage' | 'verifiesAgainst'>;

interface Rule {
  readonly status?: number;
  readonly pattern: RegExp;
  readonly hint: string | ((index: HintedIndex) => string);
  /** There is a file of this name already. */
  readonly nameTaken?: true;
}

const TAKEN =
  'A file of this name is there already: raise the version. With check-url the index is asked first, and a file with ' +
  'the same bytes counts as done.';

const REBUILD = 'Build the file again with a current build backend: name, version and contents must agree.';

function limitHint({ limitsPage, title }: HintedIndex): string {
  return `Make the file smaller, or ask ${title} for a higher limit${limitsPage === undefined ? '.' : `: ${limitsPage}`}`;
}

function pausedHint({ statusPage }: HintedIndex): string {
  return `Run the job again later${statusPage === undefined ? '.' : `; see ${statusPage}.`}`;
}

/**
 * What to change for what an index is known to answer, first match wins. Texts are Warehouse's as of 2026-11; they are
 * used to explain, and to decide only what `skip-existing` leaves to the index.
 */
const RULES: readonly Rule[] = [
  {
    pattern: /Attestations are only supported when using Trusted Publishing/i,
    hint: 'Remove the password so that Trusted Publishing is used, or set attestations: never.',
  },
  {
    pattern: /Build Config|buildConfig|Certificate's .* does not match/i,
    hint:
      'The attestation names another repository or workflow than the registered publisher. In a reusable workflow the ' +
      'two can never agree: publish from a job of the top-level workflow.',
  },
  {
    pattern: /bundle must contain an inclusion promise/i,
    hint: 'This index verifies Rekor v1 only: set rekor-version: 1 where the Sigstore instance has such a log, else attestations: keep.',
  },
  {
    pattern:
      /unable to get local issuer certificate|signature verification failed|invalid log entry|verify SCT/i,
    hint: ({ title, verifiesAgainst }) =>
      verifiesAgainst === undefined
        ? `${title} verifies against another Sigstore instance than the one that signed: name its own by the sigstore-* inputs.`
        : `${title} verifies against Sigstore's ${verifiesAgainst} instance only. Leave the sigstore-* inputs out.`,
  },
  {
    pattern:
      /subject does not match|unknown attestation type|Multiple attestations|maximum of 2 attestations/i,
    hint: 'Remove the attestations that lie beside the file, or set existing-attestations: replace.',
  },
  {
    pattern: /not currently supported with/i,
    hint: 'Set attestations: never: this kind of publisher can not send any.',
  },
  {
    pattern: /Invalid attestations supplied/i,
    hint: 'The index refuses these attestations. Nothing was published without them; see docs/troubleshooting.md.',
  },
  {
    pattern: /previously used by a file that has since been deleted/i,
    hint: 'A file name can be used once only: raise the version.',
  },
  {
    pattern: /^File already exists/i,
    hint:
      'The index has other bytes under this name, or these bytes under another name. Raise the version, or set ' +
      'skip-existing: true where a file of this name should count as done.',
    nameTaken: true,
  },
  {
    pattern: /older than 14 days/i,
    hint: ({ title }) => `${title} closes a release 14 days after its first file: raise the version.`,
  },
  {
    pattern: /Only one sdist/i,
    hint: 'The release has an sdist already: leave this one out.',
  },
  {
    pattern: /Non-user identities cannot create new projects/i,
    hint: 'The pending publisher was registered for another project name: register one for this name.',
  },
  {
    pattern:
      /isn't allowed\. See|isn't allowed \(|too similar|conflicts with an existing project|standard library/i,
    hint: 'The index does not give this name to a new project: read what it says, and choose another name.',
  },
  {
    pattern: /Organization account/i,
    hint: 'An owner of the organization has to make its account active again.',
  },
  {
    pattern: /File too large|Project size too large/i,
    hint: limitHint,
  },
  {
    pattern: /digest supplied does not match/i,
    hint: 'The bytes were changed on their way, twice: look for a proxy that rewrites uploads.',
  },
  {
    pattern: /description failed to render/i,
    hint: 'Check the readme and its content type (twine check shows where).',
  },
  {
    pattern: /unsupported platform tag/i,
    hint: 'Repair the wheel with auditwheel or delocate, or build it with cibuildwheel.',
  },
  {
    pattern: /Read-only mode|uploads are temporarily disabled/i,
    hint: (index) => `${index.title} takes no uploads just now. ${pausedHint(index)}`,
  },
  {
    pattern: /registration temporarily disabled/i,
    hint: (index) =>
      `${index.title} registers no new projects just now; nothing is wrong with the publisher. ${pausedHint(index)}`,
  },
  {
    pattern: /token is expired/i,
    hint: 'Run the job again: it gets a new token, and files that are there already count as done.',
  },
  {
    pattern: /project-scoped token is not valid|OIDC scoped token is not valid/i,
    hint: 'The token or the Trusted Publisher belongs to another project: use the one of this project.',
  },
  {
    pattern: /isn't allowed to upload to project|not allowed to upload/i,
    hint:
      'Add this token or Trusted Publisher to the project. If it is there already, the project is archived or ' +
      'quarantined: an owner can unarchive it in its settings, and another version changes nothing.',
  },
  {
    pattern: /Username\/Password authentication is no longer supported/i,
    hint: 'Use user: __token__ with an API token as password, or Trusted Publishing.',
  },
  {
    pattern: /Invalid or non-existent authentication information|Invalid API Token/i,
    hint: 'An API token in password may be incomplete, revoked, or from another index. With Trusted Publishing: run the job again.',
  },
  {
    pattern: /verified primary email|two-factor/i,
    hint: 'Set up the account that owns the token: verified email address and two-factor authentication.',
  },
  {
    pattern:
      /Non-ASCII|Invalid value for|is an? invalid|is invalid for|introduced in metadata version|has invalid data|local versions|direct dependenc|valid classifier|classifier .*deprecated|core-metadata/i,
    hint: 'Correct this field of the metadata, then build again.',
  },
  {
    pattern: /encrypted content is not allowed/i,
    hint: ({ title }) =>
      `Publish the sources as they are: ${title} accepts no files that PyArmor or SourceDefender encrypted.`,
  },
  {
    pattern: /archive not accepted: Sparse members/i,
    hint: 'Pack the sdist without sparse members: build it with a current build backend, not with `tar --sparse`.',
  },
  {
    pattern: /ZIP archive not accepted/i,
    hint: 'Build the wheel again with a current build backend, and change it with no tool that leaves other records in the archive: see https://docs.pypi.org/archives',
  },
  {
    pattern: /exceeds compression ratio/i,
    hint: 'The archive unpacks to more than 50 times its size: leave out what is generated or repeats itself, or build it when it is installed.',
  },
  {
    pattern: /supported compression type/i,
    hint: 'Pack the archive with deflate, or without compression: the index reads no other method.',
  },
  {
    pattern: /number of top-level directories/i,
    hint: 'Pack an sdist as one folder, NAME-VERSION, with PKG-INFO in it: a current build backend does.',
  },
  {
    pattern: /Invalid distribution file\. (?:None|File is (?:not|both))/i,
    hint: 'The file is damaged or of another format: build it again. Two artifacts may contain a file of this name.',
  },
  {
    pattern:
      /Invalid distribution file|should contain the normalized|Start filename for|Version in filename|wheel filename|build number|is invalid, should be|file extension|does not contain the required|does not exist in distribution file|entry points|filename too long|cannot upload a file with/i,
    hint: REBUILD,
  },
  {
    // devpi, pypiserver, Azure, CodeArtifact and Gitea by the status; Artifactory, Nexus, GitLab, Google and Pulp in words.
    status: 409,
    pattern: /./,
    hint: TAKEN,
    nameTaken: true,
  },
  {
    pattern:
      /already exists|already been taken|already contains|does not allow updating|cannot be updated|permissions? to (delete\/)?overwrite/i,
    hint: TAKEN,
    nameTaken: true,
  },
  { pattern: /SSL is required/i, hint: 'Use https in repository-url.' },
  {
    status: 401,
    pattern: /./,
    hint: 'Check user and password. Without user it is __token__, which few indexes but PyPI know.',
  },
  { status: 403, pattern: /./, hint: 'Check that the credentials may upload to this project on this index.' },
  { status: 404, pattern: /./, hint: 'Check repository-url: it must be the upload endpoint of the index.' },
  { status: 405, pattern: /./, hint: 'Check repository-url: this looks like the address to install from.' },
  { status: 410, pattern: /./, hint: 'Check repository-url: this upload endpoint has been retired.' },
  { status: 413, pattern: /./, hint: 'Make the file smaller, or raise the limit of the index.' },
];

/** The one thing to change for a refusal with this status and text. */
export function hintForAnswer(status: number, text: string, index: HintedIndex): string {
  return (
    knownHint(status, text, index) ??
    'Correct what the index says, then run the job again: files that are there count as done.'
  );
}

/** The same; undefined for a text that is not known. */
export function knownHint(status: number, text: string, index: HintedIndex): string | undefined {
  const hint = ruleFor(status, text)?.hint;
  return typeof hint === 'function' ? hint(index) : hint;
}

/** Whether a refusal, `STATUS text`, says that there is a file of this name already: what `skip-existing` of other tools goes by. */
export function saysNameIsTaken(message: string): boolean {
  return ruleFor(Number(message.slice(0, 3)), message.slice(4))?.nameTaken === true;
}

function ruleFor(status: number, text: string): Rule | undefined {
  return RULES.find((each) => (each.status ?? status) === status && each.pattern.test(text));
}
