import { asRemedy, raiseVersion, runAgain, type Remedy } from '../errors.ts';
import { FILE_REFUSALS } from './file-refusals.ts';
import type { PackageIndex } from './package-index.ts';
import { byCredential, type HintedIndex, type RefusalRule } from './refusal-rule.ts';

/** The index has a file of this name. */
function takenName({ simpleUrl }: HintedIndex): Remedy {
  const { hint, rerun } = raiseVersion('the index already has a file of this name');
  const check =
    ' If you set `check-url`, existing files are found before the upload, and identical ones are skipped.';
  return { hint: simpleUrl === undefined ? `${hint}${check}` : hint, rerun };
}

const ARCHIVED =
  'If it is one already, the project is archived or quarantined: an owner can unarchive it in its settings.';

const NEW_TOKEN = runAgain({ because: 'it obtains a new token' });

/** A smaller file is another one: what is published of its release stays as it is. */
const OR_SMALLER =
  'or build a smaller file and set `skip-existing: true`, which keeps what is published of the release.';

function higherLimit({ limitsPage, title }: HintedIndex): string {
  return `Request a higher limit from ${title}${limitsPage === undefined ? '' : ` (${limitsPage})`}`;
}

/** For an index that is out of order, or rejects everything, for now. */
export function onceAvailable({ statusPage }: Pick<PackageIndex, 'statusPage'>, after?: string): Remedy {
  return runAgain({ when: statusPage === undefined ? 'later' : `later; see ${statusPage}`, after });
}

/**
 * What to change for what an index is known to answer, first match wins. Texts are Warehouse's as of 2026-11; they are
 * used to explain, and to decide only what `skip-existing` leaves to the index.
 */
const RULES: readonly RefusalRule[] = [
  // First, since they quote names and values without marks around them, which may read as anything.
  ...FILE_REFUSALS,
  {
    pattern: /Attestations are only supported when using Trusted Publishing/i,
    remedy: 'Remove `password` and use Trusted Publishing, or set `attestations: never`.',
  },
  {
    pattern: /Build Config|buildConfig|Certificate's .* does not match/i,
    remedy:
      'Publish from a job of the top-level workflow, and register that workflow as the Trusted Publisher: the attestation names the ' +
      'top-level workflow, and the publisher that matched names another.',
  },
  {
    pattern: /bundle must contain an inclusion promise/i,
    remedy:
      'Set `rekor-version: 1` if the Sigstore instance has such a log, otherwise `attestations: keep`: this index verifies Rekor v1 only.',
  },
  {
    pattern:
      /unable to get local issuer certificate|signature verification failed|invalid log entry|verify SCT/i,
    remedy: ({ title, verifiesAgainst }) =>
      verifiesAgainst === undefined
        ? `Set the \`sigstore-*\` inputs to the instance that ${title} verifies against: another one signed.`
        : `Remove the \`sigstore-*\` inputs: ${title} verifies against Sigstore's ${verifiesAgainst} instance only.`,
  },
  {
    pattern:
      /subject does not match|unknown attestation type|Multiple attestations|maximum of 2 attestations/i,
    remedy: 'Remove the attestations beside the file, or set `existing-attestations: replace`.',
  },
  {
    pattern: /not currently supported with/i,
    remedy: 'Set `attestations: never`: the index accepts none from this kind of publisher.',
  },
  {
    pattern: /Invalid attestations supplied/i,
    remedy: 'Report the message above as a bug of wheelseal, or publish with `attestations: never`.',
  },
  {
    // Of an index that does not know the field.
    pattern:
      /\b(?:unknown|unexpected|unsupported|unrecognized|extra)\b.{0,60}\battestations\b|\battestations\b.{0,60}\bnot (?:permitted|allowed|supported|accepted)\b/i,
    remedy: 'Set `attestations: keep`: this index accepts none.',
  },
  {
    pattern: /previously used by a file that has since been deleted/i,
    remedy: raiseVersion('a file name can be used only once, even after the file was deleted'),
  },
  {
    pattern: /^File already exists/i,
    remedy: raiseVersion(
      'the index has a different file under this name, or this file under another name',
      ', or set `skip-existing: true` to skip files whose name exists',
    ),
    nameTaken: true,
  },
  {
    pattern: /older than 14 days/i,
    remedy: ({ title }) => raiseVersion(`${title} closes a release 14 days after its first file`),
  },
  {
    pattern: /Only one sdist/i,
    remedy:
      'Exclude this sdist with a line of `packages-dir` that starts with `!`: the release has one already.',
  },
  {
    pattern: /Non-user identities cannot create new projects/i,
    remedy: 'Register a pending publisher for this project name: the one that matched is for another name.',
  },
  {
    pattern:
      /isn't allowed\. See|isn't allowed \(|^The name .{1,200} is invalid\.|too similar|conflicts with an existing project|standard library/i,
    remedy: {
      hint: 'Choose another project name: the index does not accept this one for a new project.',
      rerun: 'needs-new-release',
    },
  },
  {
    pattern: /Too many new projects/i,
    remedy: runAgain({
      when: 'in some hours',
      because: 'the account has created as many projects as it may for now',
    }),
  },
  {
    pattern: /Organization account/i,
    remedy: 'Ask an owner of the organization to reactivate its account.',
  },
  { pattern: /File too large/i, remedy: (index) => `${higherLimit(index)}, ${OR_SMALLER}` },
  { pattern: /Project size too large/i, remedy: (index) => `${higherLimit(index)}.` },
  {
    pattern: /digest supplied does not match/i,
    remedy: 'Check for a proxy that rewrites uploads: the file was altered on the way twice.',
  },
  {
    pattern: /Read-only mode|uploads are temporarily disabled/i,
    remedy: (index) => onceAvailable(index, `${index.title} accepts no uploads at the moment.`),
  },
  {
    pattern: /registration temporarily disabled/i,
    remedy: (index) =>
      onceAvailable(
        index,
        `${index.title} registers no new projects at the moment; the publisher is correct.`,
      ),
  },
  {
    pattern: /token is expired/i,
    remedy: byCredential({
      password: 'Create a new API token and store it in the secret that `password` uses.',
      'trusted-publishing': NEW_TOKEN,
    }),
  },
  {
    pattern: /project-scoped token is not valid|OIDC scoped token is not valid/i,
    remedy: byCredential({
      password: 'Use an API token of this project: the one in `password` is limited to another project.',
      'trusted-publishing':
        "Add this job's Trusted Publisher to this project: the one that matched belongs to another.",
    }),
  },
  {
    pattern: /isn't allowed to upload to project|not allowed to upload/i,
    remedy: byCredential({
      password: `Use an API token of an account that may upload to this project. ${ARCHIVED}`,
      'trusted-publishing': `Add this job's Trusted Publisher to the project. ${ARCHIVED}`,
    }),
  },
  {
    pattern: /Username\/Password authentication is no longer supported/i,
    remedy: 'Store an API token in the secret that `password` uses, and remove `user`.',
  },
  {
    pattern: /Invalid or non-existent authentication information|Invalid API Token/i,
    remedy: byCredential({
      password:
        'Create a new API token on this index and store it in the secret that `password` uses: this one is incomplete, revoked or from another index.',
      'trusted-publishing': NEW_TOKEN,
    }),
  },
  {
    pattern: /verified primary email|two[- ]factor/i,
    remedy: byCredential({
      password:
        'Verify the email address of the account that owns the token, and enable two-factor authentication.',
      'trusted-publishing':
        'Verify the email address of the account that owns the project, and enable two-factor authentication.',
    }),
  },
  {
    pattern: /\b(?:archived|in quarantine|quarantined)\b/i,
    remedy: ({ title }) =>
      `Unarchive the project in its settings; if it is in quarantine, contact the operators of ${title}. Another version would be rejected too.`,
  },
  {
    // devpi, pypiserver, Azure, CodeArtifact and Gitea by the status; Artifactory, Nexus, GitLab, Google and Pulp in words.
    status: 409,
    pattern: /./,
    remedy: takenName,
    nameTaken: true,
  },
  {
    pattern:
      /already exists?|already been taken|already contains|does not allow updating|cannot be updated|permissions? to (delete\/)?overwrite/i,
    remedy: takenName,
    nameTaken: true,
  },
  { pattern: /SSL is required/i, remedy: 'Use https in `repository-url`.' },
  {
    status: 401,
    pattern: /./,
    remedy: byCredential({
      password:
        'Check `user` and `password`. If `user` is unset, it is __token__, which few indexes except PyPI know.',
      'trusted-publishing':
        'Check that `repository-url` and the Trusted Publisher belong to the same index: it rejected the token that it issued.',
    }),
  },
  {
    status: 403,
    pattern: /./,
    remedy: byCredential({
      password: 'Check that the account of `user` and `password` may upload to this project.',
      'trusted-publishing': "Check that this job's Trusted Publisher may upload to this project.",
    }),
  },
  { status: 404, pattern: /./, remedy: 'Set `repository-url` to the upload URL of the index.' },
  {
    status: 405,
    pattern: /./,
    remedy: 'Set `repository-url` to the upload URL of the index: this is probably the URL to install from.',
  },
  {
    status: 410,
    pattern: /./,
    remedy: 'Set `repository-url` to the current upload URL of the index: this one has been retired.',
  },
  {
    status: 413,
    pattern: /./,
    remedy: `Raise the limit of the index, or of a proxy before it, ${OR_SMALLER}`,
  },
];

/** The one thing to change for a rejection with this status and text. */
export function remedyForAnswer(status: number, text: string, index: HintedIndex): Remedy {
  // Of what is sent, only the file and its metadata vary.
  const rerun = status === 400 ? 'needs-new-files' : 'finishes-after-fix';
  return knownRemedy(status, text, index) ?? { hint: 'Correct what the index rejects.', rerun };
}

/** The same; undefined for a text that is not known. */
export function knownRemedy(status: number, text: string, index: HintedIndex): Remedy | undefined {
  const remedy = ruleFor(status, text)?.remedy;
  if (remedy === undefined) return undefined;
  return asRemedy(typeof remedy === 'function' ? remedy(index) : remedy);
}

/** Whether a rejection says that there is a file of this name already: what `skip-existing` of other tools goes by. */
export function saysNameIsTaken(status: number, text: string): boolean {
  return ruleFor(status, text)?.nameTaken === true;
}

/** A name or value of the file's own, which says nothing of the reason; a platform tag and the name of a field do. */
const quotedValue = /(?<!\btag )(?<!\b[Ff]ield )(?<!\w)'[^']*'(?!\w)/g;

function ruleFor(status: number, text: string): RefusalRule | undefined {
  const said = text.replace(quotedValue, "''");
  return RULES.find((each) => (each.status ?? status) === status && each.pattern.test(said));
}
