import { bundleToJSON } from '@sigstore/bundle';
import type { Bundle } from '@sigstore/bundle';
import { transparencyEntryToJson } from '../sigstore/verify/transparency-entry.ts';

/** A bundle as protobuf JSON, with the zero-valued fields of log entries, which strict readers want. */
export function bundleJson(bundle: Bundle): object {
  const json = bundleToJSON(bundle);
  const tlogEntries = bundle.verificationMaterial.tlogEntries.map(transparencyEntryToJson);
  return { ...json, verificationMaterial: { ...json.verificationMaterial, tlogEntries } };
}
