import { isPublished, type RunRecord } from '../records.ts';
import { cell } from './markdown.ts';
import type { Report } from './report.ts';
import { unconfirmedSteps } from './unconfirmed.ts';

/** What a reader of the summary may want to do now, as lines of Markdown; a failure's own hint stands elsewhere. */
export function nextSteps({ result, files }: Report, run: RunRecord): readonly string[] {
  switch (result) {
    case 'published':
    case 'already-published':
      return [...unconfirmedSteps(run, files), ...checking(run)];
    case 'dry-run': {
      const directory = run.attestationsDirectory;
      const kept = files.some(({ attestations }) => attestations.length > 0);
      return directory !== undefined && kept
        ? [`A later step of this job adopts the attestations in ${cell(directory)} instead of signing again.`]
        : [];
    }
    case 'partial':
    case 'failed':
    case 'cancelled':
      return unconfirmedSteps(run, files);
    case 'plan':
      return [];
  }
}

/** How anyone checks a provenance that the index serves. */
function checking(run: RunRecord): readonly string[] {
  const file = run.files.find((each) => isPublished(each) && each.served?.kind === 'seen');
  const repository = file?.attestations[0]?.signedBy.repository;
  if (file?.url === undefined || repository === undefined || run.index?.title !== 'PyPI') return [];
  const command = `pypi-attestations verify pypi --repository ${repository} pypi:${file.name}`;
  return [`Anyone can check the provenance: \`${command.replaceAll('`', '')}\``];
}
