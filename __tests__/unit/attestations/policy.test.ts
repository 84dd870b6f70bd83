import { describe, expect, it } from '@jest/globals';
import { checkSigner } from '../../../src/attestations/policy.ts';
import { expectedSigner } from '../../../src/stages/expected-signer.ts';
import { someClaims } from '../../support/sample-claims.ts';

const SERVER = 'https://ghes.example';

/** A certificate of the sample's claims, whose URIs begin with `url`; `changes` by the last number of their extension. */
function certificate(url: string, changes: Readonly<Record<string, string | undefined>> = {}) {
  const { iss, repository, repository_id, repository_owner_id, ref, sha, workflow_ref, run_id } =
    someClaims();
  const values: Record<string, string | undefined> = {
    8: iss,
    9: `${url}/${workflow_ref}`,
    12: `${url}/${repository}`,
    13: sha,
    14: ref,
    15: repository_id,
    16: `${url}/octo`,
    17: repository_owner_id,
    18: `${url}/${workflow_ref}`,
    21: `${url}/${repository}/actions/runs/${run_id}/attempts/1`,
    ...changes,
  };
  const extensions = new Map(
    Object.entries(values).flatMap(([last, value]) =>
      value === undefined ? [] : [[`1.3.6.1.4.1.57264.1.${last}`, value] as const],
    ),
  );
  return {
    issuer: iss,
    subjectAlternativeName: '',
    extensions,
    notBefore: new Date(0),
    notAfter: new Date(0),
  };
}

const onPublic = expectedSigner(someClaims());
const onPrivate = expectedSigner(someClaims(), SERVER);

describe('checkSigner', () => {
  it('takes a certificate of the workflow, which says more than is compared', () => {
    expect(() => checkSigner(certificate('https://github.com'), onPublic)).not.toThrow();
    const other = { 9: 'https://elsewhere.example/x', 16: undefined, 20: 'push' };
    expect(() => checkSigner(certificate('https://github.com', other), onPublic)).not.toThrow();
  });

  it.each(['8', '12', '13', '14', '15', '17', '18'])(
    'refuses another value, or none, of .%s',
    (extension) => {
      for (const value of ['https://github.com/other', undefined]) {
        expect(() =>
          checkSigner(certificate('https://github.com', { [extension]: value }), onPublic),
        ).toThrow(`(.${extension})`);
      }
    },
  );

  it('wants no ref of a run that has none', () => {
    const expected = expectedSigner(someClaims({ ref: '' }));
    expect(() => checkSigner(certificate('https://github.com', { 14: undefined }), expected)).not.toThrow();
    expect(() => checkSigner(certificate('https://github.com'), expected)).toThrow(
      'expected none, found refs/tags/v1',
    );
  });

  it('takes the run’s own server from a private instance, and github.com', () => {
    expect(() => checkSigner(certificate(SERVER), onPrivate)).not.toThrow();
    expect(() => checkSigner(certificate('https://github.com'), onPrivate)).not.toThrow();
    expect(() => checkSigner(certificate(SERVER), onPublic)).toThrow('(.12)');
    expect(() => checkSigner(certificate('https://third.example'), onPrivate)).toThrow('(.12)');
  });

  it.each(['9', '16', '18', '21'])('refuses URIs of two servers: .%s', (extension) => {
    const [ours, theirs] = [certificate(SERVER), certificate('https://github.com')].map(({ extensions }) =>
      extensions.get(`1.3.6.1.4.1.57264.1.${extension}`),
    );
    expect(() => checkSigner(certificate(SERVER, { [extension]: theirs }), onPrivate)).toThrow(extension);
    expect(() => checkSigner(certificate('https://github.com', { [extension]: ours }), onPrivate)).toThrow(
      extension,
    );
  });

  it.each(['9', '16', '21'])('refuses a URI of a third server with a private instance: .%s', (extension) => {
    const third = { [extension]: 'https://third.example/octo/project' };
    for (const server of [SERVER, 'https://github.com']) {
      expect(() => checkSigner(certificate(server, third), onPrivate)).toThrow(
        `certificate's URI (.${extension})`,
      );
    }
    // A host whose name only begins alike is another.
    const alike = { [extension]: `${SERVER}.evil.example/octo/project` };
    expect(() => checkSigner(certificate(SERVER, alike), onPrivate)).toThrow(extension);
    const onGitHub = expectedSigner(someClaims(), 'https://github.com');
    expect(() => checkSigner(certificate('https://github.com', third), onGitHub)).toThrow(extension);
    expect(() => checkSigner(certificate('https://github.com'), onGitHub)).not.toThrow();
  });

  it('lets a private instance leave out what only few templates have, and change none of it', () => {
    for (const extension of ['14', '15', '17']) {
      expect(() => checkSigner(certificate(SERVER, { [extension]: undefined }), onPrivate)).not.toThrow();
      expect(() => checkSigner(certificate(SERVER, { [extension]: 'other' }), onPrivate)).toThrow(extension);
    }
  });
});
