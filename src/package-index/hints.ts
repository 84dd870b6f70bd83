import type { CredentialSource } from './credentials.ts';
import type { PackageIndex } from './package-index.ts';

/** What a run authorizes its uploads with. */
type AuthorizedBy = CredentialSource['kind'];

/** What hints say of an index: its own name and pages, never another's, and the credential that the run used, never the other. */
export type HintedIndex = Pick<PackageIndex, 'title' | 'statusPage' | 'limitsPage' | 'verifiesAgainst'> & {
  readonly authorizedBy: AuthorizedBy;
};

interface Rule {
  readonly status?: number;
  readonly pattern: RegExp;
  readonly hint: string | ((index: HintedIndex) => string);
  /** There is a file of this name already. */
  readonly nameTaken?: true;
}

const TAKEN =
  'Raise the version: the index already has a file of this name. If you set `check-url`, existing files are found before the upload, ' +
  'and identical ones are skipped.';

const ARCHIVED =
  'If it is one already, the project is archived or quarantined: an owner can unarchive it in its settings.';

const REBUILD = 'Build the file again with a current build backend: name, version and contents must agree.';

function limitHint({ limitsPage, title }: HintedIndex): string {
  return `Make the file smaller, or request a higher limit from ${title}${limitsPage === undefined ? '.' : `: ${limitsPage}`}`;
}

/** One hint for each credential: a reader needs the one that the run used. */
function byCredential(hints: Readonly<Record<AuthorizedBy, string>>): (index: HintedIndex) => string {
  return ({ authorizedBy }) => hints[authorizedBy];
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
    hint: 'Remove `password` and use Trusted Publishing, or set `attestations: never`.',
  },
  {
    pattern: /Build Config|buildConfig|Certificate's .* does not match/i,
    hint:
      'Publish from a job of the top-level workflow, and register that workflow as the Trusted Publisher: the attestation names the ' +
      'top-level workflow, and the publisher that matched names another.',
  },
  {
    pattern: /bundle must contain an inclusion promise/i,
    hint: 'Set `rekor-version: 1` if the Sigstore instance has such a log, otherwise `attestations: keep`: this index verifies Rekor v1 only.',
  },
  {
    pattern:
      /unable to get local issuer certificate|signature verification failed|invalid log entry|verify SCT/i,
    hint: ({ title, verifiesAgainst }) =>
      verifiesAgainst === undefined
        ? `Set the \`sigstore-*\` inputs to the instance that ${title} verifies against: another one signed.`
        : `Remove the \`sigstore-*\` inputs: ${title} verifies against Sigstore's ${verifiesAgainst} instance only.`,
  },
  {
    pattern:
      /subject does not match|unknown attestation type|Multiple attestations|maximum of 2 attestations/i,
    hint: 'Remove the attestations beside the file, or set `existing-attestations: replace`.',
  },
  {
    pattern: /not currently supported with/i,
    hint: 'Set `attestations: never`: the index accepts none from this kind of publisher.',
  },
  {
    pattern: /Invalid attestations supplied/i,
    hint: 'Report the message above as a bug of wheelseal, or publish with `attestations: never`.',
  },
  {
    pattern: /previously used by a file that has since been deleted/i,
    hint: 'Raise the version: a file name can be used only once, even after the file was deleted.',
  },
  {
    pattern: /^File already exists/i,
    hint:
      'Raise the version, or set `skip-existing: true` to skip files whose name exists: the index has a different file under this name, ' +
      'or this file under another name.',
    nameTaken: true,
  },
  {
    pattern: /older than 14 days/i,
    hint: ({ title }) => `Raise the version: ${title} closes a release 14 days after its first file.`,
  },
  {
    pattern: /Only one sdist/i,
    hint: 'Exclude this sdist with a line of `packages-dir` that starts with `!`: the release has one already.',
  },
  {
    pattern: /Non-user identities cannot create new projects/i,
    hint: 'Register a pending publisher for this project name: the one that matched is for another name.',
  },
  {
    pattern:
      /isn't allowed\. See|isn't allowed \(|^The name .{1,200} is invalid\.|too similar|conflicts with an existing project|standard library/i,
    hint: 'Choose another project name: the index does not accept this one for a new project.',
  },
  {
    pattern: /Too many new projects/i,
    hint: 'Run the job again in some hours: the account has created as many projects as it may for now.',
  },
  {
    pattern: /Organization account/i,
    hint: 'Ask an owner of the organization to reactivate its account.',
  },
  {
    pattern: /File too large|Project size too large/i,
    hint: limitHint,
  },
  {
    pattern: /digest supplied does not match/i,
    hint: 'Check for a proxy that rewrites uploads: the file was altered on the way twice.',
  },
  {
    pattern: /description failed to render/i,
    hint: 'Correct the README or its content type; `twine check` shows the line.',
  },
  {
    pattern: /unsupported platform tag '(?:emscripten|pyodide)/i,
    hint: 'Build with cibuildwheel 4 or newer, which names the platform pyemscripten_* (PEP 783).',
  },
  {
    pattern: /unsupported platform tag '(?!linux_|manylinux(?:1|2010|2014)_)\w/i,
    hint: ({ title }) =>
      `Name a platform that ${title} accepts, or exclude the wheel with a line of \`packages-dir\` that starts with \`!\`.`,
  },
  {
    pattern: /unsupported platform tag/i,
    hint: 'Repair the wheel with auditwheel or delocate, or build it with cibuildwheel.',
  },
  {
    pattern: /Read-only mode|uploads are temporarily disabled/i,
    hint: (index) => `${pausedHint(index)} ${index.title} accepts no uploads at the moment.`,
  },
  {
    pattern: /registration temporarily disabled/i,
    hint: (index) =>
      `${pausedHint(index)} ${index.title} registers no new projects at the moment; the publisher is correct.`,
  },
  {
    pattern: /token is expired/i,
    hint: byCredential({
      password: 'Create a new API token and store it in the secret that `password` uses.',
      'trusted-publishing':
        'Run the job again: it obtains a new token, and files that are already uploaded are skipped.',
    }),
  },
  {
    pattern: /project-scoped token is not valid|OIDC scoped token is not valid/i,
    hint: byCredential({
      password: 'Use an API token of this project: the one in `password` is limited to another project.',
      'trusted-publishing':
        "Add this job's Trusted Publisher to this project: the one that matched belongs to another.",
    }),
  },
  {
    pattern: /isn't allowed to upload to project|not allowed to upload/i,
    hint: byCredential({
      password: `Use an API token of an account that may upload to this project. ${ARCHIVED}`,
      'trusted-publishing': `Add this job's Trusted Publisher to the project. ${ARCHIVED}`,
    }),
  },
  {
    pattern: /Username\/Password authentication is no longer supported/i,
    hint: 'Store an API token in the secret that `password` uses, and remove `user`.',
  },
  {
    pattern: /Invalid or non-existent authentication information|Invalid API Token/i,
    hint: byCredential({
      password:
        'Create a new API token on this index and store it in the secret that `password` uses: this one is incomplete, revoked or from another index.',
      'trusted-publishing':
        'Run the job again: it obtains a new token, and files that are already uploaded are skipped.',
    }),
  },
  {
    pattern: /verified primary email|two[- ]factor/i,
    hint: byCredential({
      password:
        'Verify the email address of the account that owns the token, and enable two-factor authentication.',
      'trusted-publishing':
        'Verify the email address of the account that owns the project, and enable two-factor authentication.',
    }),
  },
  {
    pattern: /\b(?:archived|in quarantine|quarantined)\b/i,
    hint: ({ title }) =>
      `Unarchive the project in its settings; if it is in quarantine, contact the operators of ${title}. Another version would be rejected too.`,
  },
  { pattern: /file extension/i, hint: REBUILD },
  {
    pattern:
      /Non-ASCII|Invalid value for|is an? invalid|is invalid for|introduced in metadata version|has invalid data|local versions|direct dependenc|valid classifier|classifier .*deprecated|core-metadata/i,
    hint: 'Correct the field that the index names in pyproject.toml (or setup.cfg), then build again.',
  },
  {
    pattern: /encrypted content is not allowed/i,
    hint: ({ title }) => `Build without PyArmor or SourceDefender: ${title} accepts no encrypted source.`,
  },
  {
    pattern: /archive not accepted: Sparse members/i,
    hint: 'Pack the sdist without sparse members: build it with a current build backend, not with `tar --sparse`.',
  },
  {
    pattern: /ZIP archive not accepted/i,
    hint: 'Build the wheel again with a current build backend, and do not modify it with a tool that leaves other records in the archive: see https://docs.pypi.org/archives.',
  },
  {
    pattern: /exceeds compression ratio/i,
    hint: 'Leave generated or repetitive data out of the archive: it unpacks to more than 50 times its size.',
  },
  {
    pattern: /supported compression type/i,
    hint: 'Pack the archive with deflate or without compression: the index supports no other method.',
  },
  {
    pattern: /number of top-level directories/i,
    hint: 'Pack the sdist as one directory, NAME-VERSION, with PKG-INFO in it, as current build backends do.',
  },
  {
    pattern: /Invalid distribution file\. (?:None|File is (?:not|both))/i,
    hint: 'Build the file again, and upload it from one job only: it is damaged, or two artifacts contained a file of this name.',
  },
  {
    pattern: /filename (?:is )?too long/i,
    hint: 'Shorten the name of the wheel: its build tag or local part, or name fewer tags.',
  },
  {
    pattern:
      /Invalid distribution file|should contain the normalized|Start filename for|Version in filename|wheel filename|source distribution filename|build number|is invalid, should be|does not contain the required|does not exist in distribution file|entry points|cannot upload a file with/i,
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
  { pattern: /SSL is required/i, hint: 'Use https in `repository-url`.' },
  {
    status: 401,
    pattern: /./,
    hint: byCredential({
      password:
        'Check `user` and `password`. If `user` is unset, it is __token__, which few indexes except PyPI know.',
      'trusted-publishing':
        'Check that `repository-url` and the Trusted Publisher belong to the same index: it rejected the token that it issued.',
    }),
  },
  {
    status: 403,
    pattern: /./,
    hint: byCredential({
      password: 'Check that the account of `user` and `password` may upload to this project.',
      'trusted-publishing': "Check that this job's Trusted Publisher may upload to this project.",
    }),
  },
  { status: 404, pattern: /./, hint: 'Set `repository-url` to the upload URL of the index.' },
  {
    status: 405,
    pattern: /./,
    hint: 'Set `repository-url` to the upload URL of the index: this is probably the URL to install from.',
  },
  {
    status: 410,
    pattern: /./,
    hint: 'Set `repository-url` to the current upload URL of the index: this one has been retired.',
  },
  { status: 413, pattern: /./, hint: 'Make the file smaller, or raise the limit of the index.' },
];

/** The one thing to change for a refusal with this status and text. */
export function hintForAnswer(status: number, text: string, index: HintedIndex): string {
  return (
    knownHint(status, text, index) ??
    'Correct what the index rejects, then run the job again: files that are already uploaded are skipped.'
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
