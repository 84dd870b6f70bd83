// What an audit of many files takes where each answer takes its time: the first, and one that knows what the last one saw.
import { startPlantedIndex } from '../support/planted-index.ts';
import { startGithubServices } from '../testbed/github-services.ts';
import { AUDIT_MAIN } from '../testbed/run-action.ts';
import { measureAction } from './measured-run.ts';
import { below, median, milliseconds, printTable, times } from './table.ts';

const RUNS = 2;
const PROJECTS = 20;
const FILES = 25;
const LATENCY = 50;

const planted = await startPlantedIndex({ latencyMs: LATENCY });
const github = await startGithubServices();
const names = Array.from({ length: PROJECTS }, (_, number) => `project${number + 1}`);
for (const project of names) {
  const files = Array.from({ length: FILES }, (_, file) => `${file + 1}-py3-none-any`);
  const release = { project, version: '1.0', uploadedAt: '2026-01-01T00:00:00Z' };
  await Promise.all(files.map((tags) => planted.plant({ ...release, tags })));
}

/** One audit by one more run of the workflow. */
async function audit(artifact: string): Promise<number> {
  github.run = { ...github.run, id: github.run.id + 1 };
  const { milliseconds: duration, result } = await measureAction({
    main: AUDIT_MAIN,
    inputs: {
      projects: names.join('\n'),
      index: planted.index.simpleUrl,
      'sigstore-trusted-root': planted.trustedRoot,
      'github-token': github.token,
      'artifact-name': artifact,
    },
    environment: {
      ...github.environment(),
      GITHUB_RUN_ID: String(github.run.id),
      GITHUB_WORKFLOW_REF: 'octo/demo/.github/workflows/audit.yml@refs/heads/main',
    },
  });
  if (result.outputs['result'] !== 'clean')
    throw new Error(`the audit ended with ${result.outputs['result']}`);
  return duration;
}

const first: number[] = [];
const later: number[] = [];
for (let run = 0; run < RUNS; run += 1) {
  first.push(await audit(`audit-${run}`));
  later.push(await audit(`audit-${run}`));
}
await planted.close();
await github.close();

const what = `${PROJECTS * FILES} files of ${PROJECTS} projects, ${LATENCY} ms an answer`;
printTable('audit', [
  {
    what: `first audit of ${what}`,
    measured: milliseconds(first),
    ratio: '1.0',
    goal: below(median(first), 10_000, '10 s'),
  },
  {
    what: 'the next audit, nothing changed',
    measured: milliseconds(later),
    ratio: times(later, first).toFixed(2),
    goal: below(median(later), 10_000, '10 s'),
  },
]);
