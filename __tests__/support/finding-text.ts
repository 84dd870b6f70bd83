import type { Finding } from '../../src/distributions/finding.ts';

/** What a finding says, as PyPI itself would answer. */
export function findingText({ message, answer }: Finding): string {
  return answer === undefined ? message : `${message} (PyPI answers: ${answer})`;
}
