import { createScanner, type FoundSecret } from '../../src/distributions/secrets/scan.ts';

const CHUNK = 128 * 1024;

/** Searches a member that repeats a text, in pieces as archives are read. `own`: the secret of the run. */
export function searchMember(own: string, unit: string, bytes: number): readonly FoundSecret[] {
  const member = Buffer.alloc(bytes, unit, 'latin1');
  const scan = createScanner([{ name: 'a token of this run', value: own }])(bytes);
  for (let at = 0; at < bytes; at += CHUNK) scan.take(member.subarray(at, at + CHUNK));
  return scan.end();
}
