// Every refusal of an upload that is known of Warehouse, in its order, and of other indexes: what a user reads.
import { describe, expect, it } from '@jest/globals';
import type { Remedy } from '../../../src/errors.ts';
import { readUploadAnswer } from '../../../src/package-index/upload/upload-answer.ts';
import { describeIndex } from '../../../src/package-index/hosts.ts';
import { knownRemedy, saysNameIsTaken } from '../../../src/package-index/hints.ts';
import { SILENT } from '../../support/virtual-platform.ts';

const PYPI = describeIndex('https://upload.pypi.org/legacy/', 'auto', undefined);
const WITH_TOKEN = { ...PYPI, authorizedBy: 'password' as const };
const A = 'Invalid attestations supplied during upload: ';
const V = `${A}Could not verify the uploaded artifact using the included attestation: Verification failed: `;

const REFUSALS: readonly (readonly [status: number, text: string])[] = [
  [403, 'SSL is required'],
  [403, 'Read-only mode: Uploads are temporarily disabled.'],
  [403, 'New uploads are temporarily disabled. See https://pypi.org/help/ for more information.'],
  [
    403,
    'Invalid or non-existent authentication information. See https://pypi.org/help/#invalid-auth for more information.',
  ],
  [
    403,
    'Username/Password authentication is no longer supported. Migrate to API Tokens or Trusted Publishers instead.',
  ],
  [400, 'Invalid value for sha256_digest. Error: Use a valid, hex-encoded, SHA256 message digest.'],
  [
    400,
    "'2.9' is an invalid value for Metadata-Version. See https://packaging.python.org/specifications/core-metadata",
  ],
  [400, 'license-file introduced in metadata version 2.4, not 2.1'],
  [400, "The use of local versions in <Version('1.0+local')> is not allowed."],
  [400, "Can't have direct dependency: x @ https://example.com/x.whl"],
  [400, "Classifier 'Nope' is not a valid classifier."],
  [400, "'project_urls' has invalid data."],
  [
    400,
    'Non-user identities cannot create new projects. This was probably caused by successfully using a pending publisher',
  ],
  [403, "User 'octo' does not have a verified primary email address."],
  [403, "User 'octo' does not have two-factor authentication enabled."],
  [
    403,
    'New project registration temporarily disabled. See https://pypi.org/help/#admin-intervention for more information.',
  ],
  [400, "The name 'x' isn't allowed. See https://pypi.org/help/#project-name for more information."],
  [400, "The name 'x' is too similar to an existing project."],
  [400, "The name 'json' isn't allowed (conflict with the Python Standard Library module name)."],
  [409, "The name 'x' conflicts with an existing project."],
  [403, 'Invalid API Token: token is expired'],
  [403, "Invalid API Token: project-scoped token is not valid for project: 'x'"],
  [403, "Invalid API Token: OIDC scoped token is not valid for project 'x'"],
  [403, 'Invalid API Token: deleted or nonexistent macaroon'],
  [403, 'Invalid API Token: signatures do not match'],
  [
    403,
    "The given token isn't allowed to upload to project 'x'. See https://pypi.org/help/#project-name for more information.",
  ],
  [400, 'Organization account owning this project is inactive.'],
  [
    400,
    "The description failed to render for 'text/x-rst'. See https://pypi.org/help/#description-content-type for more information.",
  ],
  [
    400,
    'Invalid file extension: Use .tar.gz, .whl or .zip extension. (https://www.python.org/dev/peps/pep-0527)',
  ],
  [400, "Cannot upload a file with '/' or '\\' in its name."],
  [400, 'Invalid distribution file.'],
  [
    400,
    "File too large. Limit for project 'x' is 100 MB. See https://pypi.org/help/#file-size-limit for more information.",
  ],
  [400, "Project size too large. Limit for project 'x' total size is 10 GB."],
  [400, 'The digest supplied does not match a digest calculated from the uploaded file.'],
  [
    400,
    "File already exists ('x-1.0.tar.gz', with blake2_256 hash 'ab'). See https://pypi.org/help/#file-name-reuse",
  ],
  [400, 'This filename was previously used by a file that has since been deleted. Use a different version.'],
  [400, 'Uploading new files to releases older than 14 days is not allowed.'],
  [400, 'Only one sdist may be uploaded per release.'],
  ...[
    'PyArmor-encrypted content is not allowed. See https://pypi.org/policy/acceptable-use-policy/ for more information.',
    'SourceDefender-encrypted content is not allowed. See https://pypi.org/policy/acceptable-use-policy/ for more information.',
    'ZIP archive not accepted: Trailing data. See https://docs.pypi.org/archives for more information',
    'tar archive not accepted: Sparse members are not allowed. See https://docs.pypi.org/archives for more information',
    'tar archive not accepted: Hard links are not allowed. See https://docs.pypi.org/archives for more information',
    'File exceeds compression ratio of 50',
    'File does not use a supported compression type',
    'Incorrect number of top-level directories in sdist',
    'PKG-INFO not found at x-1.0/PKG-INFO',
    'WHEEL not found at x-1.0.dist-info/WHEEL',
    'Unable to parse name and version from wheel filename',
    'File is both a zip and a tar file',
    'File is not a zipfile',
    'File is not a tarfile',
    'None',
  ].map((why): [number, string] => [400, `Invalid distribution file. ${why}`]),
  [400, "Start filename for 'a-b' with 'a_b'."],
  [400, "Filename 'a-b-1.3.tar.gz' is invalid, should be 'a_b-1.3.tar.gz'."],
  [400, 'License-File LICENSE does not exist in distribution file x-1.0.tar.gz at x-1.0/LICENSE'],
  [400, "Invalid wheel filename (wrong number of parts): 'a-b-1.2-py3-none-any'"],
  [400, "Invalid build number: x in 'a-1.0-x-py3-none-any'"],
  [400, "Binary wheel 'x' has an unsupported platform tag 'linux_x86_64'."],
  [400, "Filename 'X' should contain the normalized project name 'a_b', not 'a.b'."],
  [400, "Version in filename should be '1.2' not '9.9'."],
  [400, "Wheel 'x' does not contain the required RECORD file: x-1.0.dist-info/RECORD"],
  [400, "Wheel 'x' does not contain the required METADATA file: x-1.0.dist-info/METADATA"],
  [400, "Wheel 'x' has invalid entry points."],
  [400, `${A}Attestations are only supported when using Trusted Publishing`],
  [400, `${A}Attestations are not currently supported with ActiveState publishers`],
  [400, `${A}Malformed attestations: an empty attestation set is not permitted`],
  [400, `${A}A maximum of 2 attestations per file are supported`],
  [400, `${A}Multiple attestations for the same file with the same predicate type are not supported`],
  [
    400,
    `${A}Unknown error while trying to verify included attestations: bundle must contain an inclusion promise or signed timestamp(s)`,
  ],
  [400, `${V}subject does not match distribution digest`],
  [400, `${V}unknown attestation type: https://example.com/v1`],
  [400, `${V}Certificate's OIDCSourceRepositoryURI does not match (got a, expected b)`],
  [
    400,
    `${V}Certificate's Build Config URI 'x' does not match expected Trusted Publisher (release.yml @ octo/demo)`,
  ],
  [400, `${V}failed to build timestamp certificate chain: unable to get local issuer certificate`],
  [400, `${V}failed to build timestamp certificate chain: certificate has expired`],
  [400, `${V}DSSE: invalid signature`],
  [401, 'Unauthorized'],
  [404, 'Not Found'],
  [405, 'Method Not Allowed'],
  [410, 'This API has moved to https://upload.pypi.org/legacy/.'],
  [413, 'Payload Too Large'],
];

function rendering(remedy: Remedy | undefined): string {
  return remedy === undefined ? 'NOTHING' : `${remedy.hint} [${remedy.rerun}]`;
}

describe('hints', () => {
  it('say for each known refusal what to change', () => {
    const rendered = REFUSALS.map(
      ([status, text]) => `${status} ${text}\n  -> ${rendering(knownRemedy(status, text, WITH_TOKEN))}`,
    );
    expect(rendered.filter((each) => each.includes('NOTHING'))).toEqual([]);
    expect(rendered.join('\n')).toMatchSnapshot();
  });

  it.each(REFUSALS)('%d: %s is quoted in full', (status, text) => {
    const answer = { status, statusText: text, headers: {}, body: Buffer.from('<html></html>') };
    const read = readUploadAnswer(answer, WITH_TOKEN, new Date(0), SILENT.redact);
    expect(read).toMatchObject({ message: `${status} ${text}` });
  });

  it.each([
    'archived',
    'two-factor',
    'buildconfig',
    'core-metadata',
    'standard library',
    'token is expired',
    'unknown attestations',
  ])('go by what the index says, not by what %j is a name or value of', (word) => {
    const named = (name: string): readonly unknown[] =>
      [
        `File already exists ('${name}-1.0.tar.gz', with blake2_256 hash 'ab').`,
        `Start filename for '${name}' with '${name}'.`,
        `Invalid distribution file. PKG-INFO not found at ${name}-1.0/PKG-INFO`,
        `License-File ${name} does not exist in distribution file x-1.0.tar.gz at x-1.0/${name}`,
        `'Topic :: ${name}' is not a valid classifier.`,
        `'https://${name}' is not a valid url.`,
        `File too large. Limit for project '${name}' is 100 MB.`,
        `The given token isn't allowed to upload to project '${name}'.`,
      ].map((text) => [knownRemedy(400, text, WITH_TOKEN), saysNameIsTaken(400, text)]);
    expect(named(word)).toEqual(named('demo'));
  });

  it('name the index and its own pages, never those of another', () => {
    const own = {
      ...describeIndex('https://warehouse.example/legacy/', 'pypi', undefined),
      authorizedBy: 'password' as const,
    };
    const hints = REFUSALS.map(([status, text]) => knownRemedy(status, text, own)?.hint ?? '');
    expect(hints.filter((hint) => /status\.python\.org|docs\.pypi\.org\/project/.test(hint))).toEqual([]);
    expect(
      hints.filter((hint) => hint.includes('PyPI')).map((hint) => hint.replace(/except PyPI know/, '')),
    ).toEqual([expect.not.stringContaining('PyPI')]);
    expect(knownRemedy(403, 'New uploads are temporarily disabled.', own)?.hint).toContain(
      'warehouse.example',
    );
  });

  it('speak of the credential that the run used, never of the other', () => {
    const hintsFor = (authorizedBy: 'password' | 'trusted-publishing') =>
      REFUSALS.filter(([, text]) => !/Attestations are only supported|Non-user identities/.test(text)).map(
        ([status, text]) => knownRemedy(status, text, { ...PYPI, authorizedBy })?.hint ?? '',
      );
    const spoken = (hints: readonly string[], pattern: RegExp) => hints.filter((hint) => pattern.test(hint));
    expect(spoken(hintsFor('trusted-publishing'), /API token|`password`/)).toEqual([
      // PyPI says this of passwords alone.
      'Store an API token in the secret that `password` uses, and remove `user`.',
    ]);
    const ofPublishers = spoken(hintsFor('password'), /Trusted Publish/);
    expect(new Set(ofPublishers)).toEqual(new Set([expect.stringContaining('the top-level workflow')]));
    expect(spoken(hintsFor('password'), /API token/).length).toBeGreaterThan(2);
  });

  it.each([
    [400, "Unknown field 'attestations'.", /^Set `attestations: keep`/],
    [400, "Field 'attestations' is not supported", /^Set `attestations: keep`/],
    [
      422,
      '{"detail":[{"type":"extra_forbidden","loc":["body","attestations"],"msg":"Extra inputs are not permitted"}]}',
      /^Set `attestations: keep`/,
    ],
    [400, "Filename is too long: 'x-1.0-py3-none-any.whl'", /^Shorten the name of the wheel/],
    [400, 'Invalid source distribution filename: x-1.tar.gz', /current build backend/],
    [400, "The name 'x' is invalid.", /another project name/],
    [429, 'Too many new projects created', /in some hours/],
    [403, "Project 'x' is archived.", /^Unarchive the project .* Another version would be rejected too/],
    [403, 'The project x has been quarantined by an admin', /contact the operators of PyPI/],
    [403, 'Two factor authentication is required', /enable two-factor/],
    [400, 'Invalid file extension: Extension .zip is invalid for filetype bdist_wheel.', /build backend/],
    [400, "Binary wheel 'x' has an unsupported platform tag 'emscripten_4_0_9_wasm32'.", /cibuildwheel 4/],
    [400, "Binary wheel 'x' has an unsupported platform tag 'pyodide_2025_0_wasm32'.", /cibuildwheel 4/],
    [400, "Binary wheel 'x' has an unsupported platform tag 'manylinux1_aarch64'.", /auditwheel/],
    [
      400,
      "Binary wheel 'x' has an unsupported platform tag 'macosx_27_0_arm64'.",
      /platform that PyPI accepts/,
    ],
    [
      400,
      "Binary wheel 'x' has an unsupported platform tag 'manylinux_2_28_loongarch64'.",
      /Build the wheel for a platform that PyPI accepts/,
    ],
  ])('go by the words of Warehouse: %d %s', (status, text, hint) => {
    expect(knownRemedy(status, text, WITH_TOKEN)?.hint).toMatch(hint);
  });

  it('are not made up for what is not known', () => {
    expect(knownRemedy(400, 'Something new', WITH_TOKEN)).toBeUndefined();
  });
});
