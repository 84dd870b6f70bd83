// Names and extensions of a certificate and of those who vouch for it: what a verifier does not understand, it must refuse.
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  NameConstraints,
  OtherName,
  SubjectAlternativeName,
} from '@peculiar/asn1-x509';
import type { Extension } from '@peculiar/asn1-x509';
import { knownCertificate } from '../../../src/sigstore/trust/known-certificate.ts';
import { readTrustedRoot } from '../../../src/sigstore/trust/trusted-root.ts';
import {
  arrayBuffer,
  certificateToSign,
  CODE_SIGNING,
  der,
  distinguishedName,
  extension,
  signCertificate,
  usageExtensions,
} from '../../testbed/certificates.ts';
import { tagged } from '../../testbed/der-values.ts';

const NOW = new Date('2026-06-01T12:00:00Z');
const HOUR = 3_600_000;
const SAN = '2.5.29.17';
const NAME_CONSTRAINTS = '2.5.29.30';
const WORKFLOW = 'https://github.com/octo/demo/.github/workflows/release.yml@refs/tags/v1';

const uri = (uniformResourceIdentifier: string): GeneralName =>
  new GeneralName({ uniformResourceIdentifier });
const mail = (rfc822Name: string): GeneralName => new GeneralName({ rfc822Name });
const other = new GeneralName({
  otherName: new OtherName({
    typeId: '1.3.6.1.4.1.57264.1.7',
    value: arrayBuffer(tagged(0xa0, tagged(0x0c, Buffer.from('octo')))),
  }),
});
const names = (...list: readonly GeneralName[]): Extension =>
  extension(SAN, der(new SubjectAlternativeName([...list])), true);

const trees = (list: readonly GeneralName[]): GeneralSubtrees =>
  new GeneralSubtrees(list.map((base) => new GeneralSubtree({ base })));

function constraints(permitted: readonly GeneralName[], excluded: readonly GeneralName[]): Extension {
  const value = new NameConstraints({
    ...(permitted.length > 0 && { permittedSubtrees: trees(permitted) }),
    ...(excluded.length > 0 && { excludedSubtrees: trees(excluded) }),
  });
  return extension(NAME_CONSTRAINTS, der(value), true);
}

/** Checks a leaf with these extensions below a root with those. @returns what is said against it */
function verdict(leafExtensions: readonly Extension[], rootExtensions: readonly Extension[] = []): string {
  const [rootKeys, leafKeys] = [1, 2].map(() => generateKeyPairSync('ec', { namedCurve: 'P-256' }));
  if (rootKeys === undefined || leafKeys === undefined) throw new Error('there are two');
  const root = { ...rootKeys, name: distinguishedName('root') };
  const times = { notBefore: new Date(NOW.getTime() - HOUR), notAfter: new Date(NOW.getTime() + HOUR) };
  const certify = (publicKey: typeof root.publicKey, more: readonly Extension[], isRoot: boolean): Buffer => {
    const usages = usageExtensions({
      publicKey,
      issuerKey: root.publicKey,
      purpose: CODE_SIGNING,
      ...(isRoot && { pathLength: 0 }),
    });
    const subject = isRoot ? root.name : distinguishedName();
    const fields = { subject, publicKey, extensions: [...usages, ...more], ...times };
    return signCertificate(certificateToSign(fields, root), root);
  };
  const anchor = certify(root.publicKey, rootExtensions, true);
  const trustedRoot = readTrustedRoot({
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    certificateAuthorities: [
      { uri: '', certChain: { certificates: [{ rawBytes: anchor.toString('base64') }] } },
    ],
  });
  try {
    knownCertificate(certify(leafKeys.publicKey, leafExtensions, false), trustedRoot).checkChain(NOW);
    return 'accepted';
  } catch (error) {
    return error instanceof Error ? error.message : 'no error';
  }
}

describe('the names of a certificate', () => {
  it.each([
    ['a workflow', [names(uri(WORKFLOW))]],
    ['a mail address', [names(mail('octo@example.org'))]],
    ['a name of another form', [names(other)]],
    ['none', []],
  ])('may be %s', (_title, extensions) => {
    expect(verdict(extensions)).toBe('accepted');
  });

  it.each([
    ['two workflows', [names(uri(WORKFLOW), uri(WORKFLOW))]],
    ['a workflow and a mail address', [names(uri(WORKFLOW), mail('octo@example.org'))]],
    ['a mail address and a name of another form', [names(mail('octo@example.org'), other)]],
  ])('may not be %s', (_title, extensions) => {
    expect(verdict(extensions)).toContain('it has 2 subject alternative names, not one');
  });
});

describe('a critical extension that is unknown', () => {
  const unknown = (oid: string): Extension => extension(oid, tagged(0x0c, Buffer.from('?')), true);

  it.each([
    ['1.2.3.4', 'of a certificate'],
    ['1.3.6.1.4.1.11129.2.4.3', 'that makes it a precertificate'],
    ['1.3.6.1.4.1.57264.1.99', "below Fulcio's own arc"],
  ])('%s, %s, refuses it', (oid) => {
    expect(verdict([names(uri(WORKFLOW)), unknown(oid)])).toContain(`it has the critical extension ${oid}`);
  });

  it('of an authority refuses all that it certified', () => {
    expect(verdict([names(uri(WORKFLOW))], [unknown('1.2.3.4')])).toContain('the critical extension 1.2.3.4');
  });

  it('is fine where it is not critical', () => {
    const harmless = extension('1.2.3.4', tagged(0x0c, Buffer.from('?')));
    expect(verdict([names(uri(WORKFLOW)), harmless], [harmless])).toBe('accepted');
  });
});

describe('name constraints of an authority', () => {
  it.each<[string, GeneralName, readonly GeneralName[], readonly GeneralName[], string]>([
    ['permit the host', uri(WORKFLOW), [uri('github.com')], [], 'accepted'],
    ['permit the host among others', uri(WORKFLOW), [uri('gitlab.com'), uri('GitHub.com')], [], 'accepted'],
    ['permit hosts below a domain', uri('https://ci.example.org/a'), [uri('.example.org')], [], 'accepted'],
    ['are of mail addresses', uri(WORKFLOW), [mail('example.org')], [], 'accepted'],
    ['exclude another host', uri(WORKFLOW), [], [uri('gitlab.com')], 'accepted'],
    ['permit the mail host', mail('octo@Example.org'), [mail('example.org')], [], 'accepted'],
    ['permit the address', mail('octo@example.org'), [mail('octo@EXAMPLE.org')], [], 'accepted'],
    ['permit another host', uri(WORKFLOW), [uri('gitlab.com')], [], 'they do not permit'],
    ['permit hosts below it', uri(WORKFLOW), [uri('.github.com')], [], 'they do not permit'],
    ['exclude the host', uri(WORKFLOW), [], [uri('github.com')], 'they exclude'],
    ['permit and exclude it', uri(WORKFLOW), [uri('github.com')], [uri('github.com')], 'they exclude'],
    ['exclude the domain', uri('https://ci.example.org/a'), [], [uri('.example.org')], 'they exclude'],
    ['exclude another address', mail('octo@example.org'), [], [mail('Octo@example.org')], 'accepted'],
    ['exclude the mail domain', mail('o@ci.example.org'), [], [mail('.example.org')], 'they exclude'],
    ['permit a host, of no host', uri('urn:octo'), [uri('github.com')], [], 'they do not permit'],
    ['exclude a host, of no host', uri('urn:octo'), [], [uri('github.com')], 'they exclude'],
    ['permit names of a form that is not compared', other, [other], [], 'they do not permit'],
    ['exclude names of a form that is not compared', other, [], [other], 'they exclude'],
  ])('%s', (_title, name, permitted, excluded, expected) => {
    expect(verdict([names(name)], [constraints(permitted, excluded)])).toContain(expected);
  });
});
