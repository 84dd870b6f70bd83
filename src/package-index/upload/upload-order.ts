import type { Distribution } from '../../distributions/distribution.ts';

/** Files of a release that are uploaded together, once those of the step before have ended. */
export interface UploadStep {
  readonly distributions: readonly Distribution[];
  /** Side by side, as many as the index bears, or one after the other. */
  readonly sideBySide: boolean;
  /** A file that the index rejects lastingly ends the release; it does not where it was doubtful from the beginning. */
  readonly rejectionStops: boolean;
}

/**
 * The one order in which the files of a release are uploaded. What is likeliest to be rejected and must not be missing comes first,
 * while nothing is public: wheels above the size limit. Then one wheel alone, because the first file makes the release; then the other
 * wheels; then those whose platform tag the index may not know. The sdist comes last: where a wheel is missing, pip would build from it.
 * @param fileSizeLimit bytes above which the index accepts a file of some projects only; undefined where it is not known
 */
export function uploadSteps(
  distributions: readonly Distribution[],
  fileSizeLimit: number | undefined,
): readonly UploadStep[] {
  const wheels = distributions.filter(({ kind }) => kind === 'wheel');
  const isLarge = ({ size }: Distribution): boolean => fileSizeLimit !== undefined && size > fileSizeLimit;
  const large = wheels.filter((wheel) => isLarge(wheel) && !wheel.doubtfulTag);
  const largeDoubtful = wheels.filter((wheel) => isLarge(wheel) && wheel.doubtfulTag);
  const others = wheels.filter((wheel) => !isLarge(wheel));
  const plain = others.filter(({ doubtfulTag }) => !doubtfulTag);
  const doubtful = others.filter(({ doubtfulTag }) => doubtfulTag);
  const sdists = distributions.filter(({ kind }) => kind === 'sdist');
  const steps: readonly UploadStep[] = [
    { distributions: large, sideBySide: false, rejectionStops: true },
    { distributions: largeDoubtful, sideBySide: false, rejectionStops: false },
    { distributions: plain.slice(0, 1), sideBySide: false, rejectionStops: true },
    { distributions: plain.slice(1), sideBySide: true, rejectionStops: true },
    { distributions: doubtful, sideBySide: false, rejectionStops: false },
    { distributions: sdists, sideBySide: false, rejectionStops: true },
  ];
  return steps.filter((step) => step.distributions.length > 0);
}
