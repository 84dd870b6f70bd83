import type { DirectoryEntry } from '../platform/files.ts';
import { isDistributionName, isFormerDistribution, printableFilename } from './filename.ts';

/** What is done with one entry of a folder that distributions are looked for in. */
export type EntryClass =
  | { readonly kind: 'candidate' | 'attestation' | 'silent' }
  | { readonly kind: 'ignored' | 'fault'; readonly reason: string };

const checksumNames = /^(?:sha(?:1|224|256|384|512)|md5|b2|blake2b?|checksums?)(?:sums?)?(?:\.txt)?$/i;
const checksumExtensions = /\.(?:sha1|sha224|sha256|sha384|sha512|md5|b2|blake2b?)(?:sums?)?$/i;
const bundles = /\.(?:sigstore(?:\.json)?|intoto\.jsonl)$/;

/** Sorts one entry: nothing that looks like a distribution is ignored, nothing else is taken for one. */
export function classify(entry: DirectoryEntry): EntryClass {
  const { name } = entry;
  if (name.startsWith('.')) return { kind: 'silent' };
  if (isDistributionName(name))
    return entry.kind === 'file' ? { kind: 'candidate' } : { kind: 'fault', reason: notAFile(entry) };
  if (name.endsWith('.attestation')) {
    return entry.kind === 'file' ? { kind: 'attestation' } : { kind: 'fault', reason: notAFile(entry) };
  }
  if (entry.kind === 'directory')
    return { kind: 'ignored', reason: 'is a directory; wheelseal does not search subdirectories' };
  if (checksumNames.test(name) || checksumExtensions.test(name) || bundles.test(name))
    return { kind: 'silent' };
  if (name.endsWith('.asc'))
    return { kind: 'ignored', reason: 'is an OpenPGP signature, which PyPI no longer accepts' };
  if (isFormerDistribution(name))
    return { kind: 'ignored', reason: 'has a format that indexes no longer accept' };
  return { kind: 'ignored', reason: 'is not a distribution' };
}

function notAFile(entry: DirectoryEntry): string {
  if (entry.kind === 'directory')
    return 'is a directory, not a file (did actions/download-artifact put each artifact into its own?)';
  return 'is a link, a pipe or a device, not a regular file';
}

/** A foreign name as it can be printed. */
export function printable(name: string): string {
  return printableFilename.test(name) ? name : JSON.stringify(name);
}
