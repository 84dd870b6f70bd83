import { againstIndex, note } from './finding.ts';
import type { Finding } from './finding.ts';

/** What an index says of a file's size. */
interface SizeLimits {
  readonly title: string;
  /** Bytes that a file of any project may have; undefined where it is not known. */
  readonly fileSizeLimit: number | undefined;
  /** Bytes beyond which it grants no project a higher limit. */
  readonly highestSizeLimit: number | undefined;
}

/** Holds a file's size in bytes against what the index accepts of every project, and of any. */
export function checkFileSize(size: number, { title, ...limits }: SizeLimits): readonly Finding[] {
  const { fileSizeLimit = Infinity, highestSizeLimit = Infinity } = limits;
  if (size > highestSizeLimit) {
    const most = inMebibytes(highestSizeLimit);
    return [
      againstIndex(
        `has ${size} bytes, but ${title} accepts at most ${most}`,
        'File too large.',
        'Make the file smaller: leave data and debug symbols out of it.',
      ),
    ];
  }
  if (size <= fileSizeLimit) return [];
  return [
    note(
      `has ${inMebibytes(size)}, and ${title} accepts more than ${inMebibytes(fileSizeLimit)} only from projects with a raised limit`,
    ),
  ];
}

function inMebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 ** 2)} MiB`;
}
