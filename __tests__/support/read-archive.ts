import { parseFilename } from '../../src/distributions/filename.ts';
import { readSdist } from '../../src/distributions/sdist.ts';
import { readWheel } from '../../src/distributions/wheel.ts';
import { segmentMatcher } from '../../src/platform/glob-pattern.ts';
import { memoryContent } from '../testbed/memory-content.ts';

/** Reads a wheel or sdist that is in memory. */
export async function readArchive(name: string, bytes: Uint8Array): Promise<void> {
  const filename = parseFilename(name);
  if ('fault' in filename) throw new Error(filename.fault);
  const read = filename.kind === 'wheel' ? readWheel : readSdist;
  await read(memoryContent(Buffer.from(bytes)), filename);
}

/** Matches a name against a segment of a glob. */
export function matchSegment(segment: string, name: string): boolean {
  return segmentMatcher(segment, false)(name);
}
