// What GitHub's attestation store takes: {"bundle": a Sigstore bundle}, by the documented shape, with a DSSE envelope of an in-toto
// statement and a verification material with a certificate and a log entry, or a timestamp where there is none.
// https://docs.github.com/rest/repos/attestations#create-an-attestation

/** The bundle of a request, or what GitHub would say of it. */
export function parseStrictly(body: ReadonlyMap<string, unknown>): { readonly bundle: object } | string {
  const bundle = body.get('bundle');
  if ([...body.keys()].some((key) => key !== 'bundle') || typeof bundle !== 'object' || bundle === null) {
    return 'Invalid request: bundle is required, and nothing else is taken';
  }
  const at = (...path: readonly string[]): unknown =>
    path.reduce<unknown>((value, key) => Reflect.get(Object(value), key), bundle);
  const statement: unknown = JSON.parse(
    Buffer.from(String(at('dsseEnvelope', 'payload')), 'base64').toString(),
  );
  const isLogged = at('verificationMaterial', 'tlogEntries', '0') !== undefined;
  const stamps = ['verificationMaterial', 'timestampVerificationData', 'rfc3161Timestamps'] as const;
  const isStamped = typeof at(...stamps, '0', 'signedTimestamp') === 'string';
  const checks: readonly (readonly [boolean, string])[] = [
    [at('mediaType') === 'application/vnd.dev.sigstore.bundle.v0.3+json', 'mediaType'],
    [at('dsseEnvelope', 'payloadType') === 'application/vnd.in-toto+json', 'payloadType'],
    [Array.isArray(at('dsseEnvelope', 'signatures')), 'signatures'],
    [typeof at('verificationMaterial', 'certificate', 'rawBytes') === 'string', 'certificate'],
    [
      isLogged ? typeof at('verificationMaterial', 'tlogEntries', '0', 'logIndex') === 'string' : isStamped,
      'tlogEntries',
    ],
    [Array.isArray(Reflect.get(Object(statement), 'subject')), 'subject'],
    [typeof Reflect.get(Object(statement), 'predicateType') === 'string', 'predicateType'],
  ];
  const faults = checks.flatMap(([good, field]) => (good ? [] : [field]));
  return faults.length === 0 ? { bundle } : `Invalid bundle: ${faults.join(', ')}`;
}
