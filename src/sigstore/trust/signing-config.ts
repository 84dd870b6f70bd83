import { SigningConfig } from '@sigstore/protobuf-specs';

const MEDIA_TYPE = 'application/vnd.dev.sigstore.signingconfig.v0.2+json';
/** By name or number, as protobuf's JSON may spell an enum. */
const SELECTORS: readonly unknown[] = ['ALL', 'ANY', 'EXACT', 1, 2, 3];

/**
 * Reads a SigningConfig v0.2 (sigstore_trustroot.proto) from its JSON.
 * @throws {Error} naming the media type or selector that this release does not know, as a sentence's end
 */
export function readSigningConfig(value: unknown): SigningConfig {
  const document: Readonly<Record<string, unknown>> = { ...Object(value) };
  const mediaType = document['mediaType'];
  if (mediaType !== MEDIA_TYPE) {
    throw new Error(
      `its media type is ${JSON.stringify(mediaType)}, but this release supports only ${MEDIA_TYPE}`,
    );
  }
  for (const name of ['rekorTlogConfig', 'tsaConfig']) {
    const selector: unknown = Reflect.get(Object(document[name]), 'selector');
    if (document[name] !== undefined && !SELECTORS.includes(selector)) {
      throw new Error(
        `its ${name} has the selector ${JSON.stringify(selector)}, but this release supports only ANY, ALL and EXACT`,
      );
    }
  }
  return SigningConfig.fromJSON(document);
}
