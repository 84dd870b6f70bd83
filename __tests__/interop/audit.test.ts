// What an audit finds, and what pypi-attestations' `verify pypi` refuses, of the same files.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { runAudit } from '../support/audit-harness.ts';
import { claimsOf, startPlantedIndex, type Planted, type PlantedIndex } from '../support/planted-index.ts';
import { judge } from './stack.ts';

let planted: PlantedIndex;
let folder: string;
beforeAll(async () => {
  planted = await startPlantedIndex();
  folder = await mkdtemp(join(tmpdir(), 'wheelseal-audit-'));
});
afterAll(async () => {
  await planted.close();
  await rm(folder, { recursive: true, force: true });
});

const RELEASES: readonly Omit<Planted, 'version' | 'uploadedAt'>[] = [
  {},
  { claims: null },
  { claims: claimsOf('evil/demo', 'release.yml') },
  { claims: claimsOf('evil/demo', 'release.yml'), publisher: { repository: 'octo/demo' } },
  { publisher: { repository: 'evil/demo' } },
  { publisher: { workflow: 'other.yml' } },
  { altered: true },
  { foreign: true },
  { tags: 'cp312-abi3-manylinux_2_28_x86_64' },
];

/** What of a project's files the audit finds nothing in, and what `verify pypi` accepts, by name. */
async function accepted(
  project: string,
): Promise<{ readonly audited: string[]; readonly verified: string[] }> {
  const trustedRoot = join(folder, 'trusted_root.json');
  await writeFile(trustedRoot, planted.trustedRoot);
  const names = planted.index.files(project).map(({ filename }) => filename);
  for (const { filename, content } of planted.index.files(project)) {
    await writeFile(join(folder, filename), content ?? '');
    const provenance = planted.index.provenance(filename);
    if (provenance === undefined) continue;
    await writeFile(join(folder, `${filename}.provenance`), JSON.stringify(provenance));
  }
  const { findings } = await runAudit(planted, { projects: project });
  const found = new Set(findings.map(({ file }) => file));
  const paths = names.map((name) => join(folder, name));
  const verdicts = await judge('provenance', trustedRoot, folder, paths);
  return {
    audited: names.filter((name) => !found.has(name)),
    verified: verdicts.filter(({ ok }) => ok).map(({ name }) => name),
  };
}

it('agrees on every file of a mixed set', async () => {
  const names: string[] = [];
  for (const [place, release] of RELEASES.entries()) {
    const uploadedAt = `2026-01-${String(place + 1).padStart(2, '0')}T00:00:00Z`;
    names.push(await planted.plant({ version: `${place + 1}.0`, uploadedAt, ...release }));
  }
  const { audited, verified } = await accepted('demo');
  expect(audited).toEqual(verified);
  expect(audited).toEqual([names[0], names.at(-1)]);
});

it('is stricter where the keys of the Sigstore instance were replaced before: sigstore-python compares no end of a key', async () => {
  const name = await planted.plant({
    project: 'old',
    version: '1.0',
    uploadedAt: '2026-01-01T00:00:00Z',
    expired: true,
  });
  expect(await accepted('old')).toEqual({ audited: [], verified: [name] });
});
