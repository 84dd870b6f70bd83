// A stand-in for actions/attest-build-provenance, which no package registry has: it sends the files of one step to a build job of the
// test, which signs one statement about all of them and stores it, as that action does.
import { mkdir, writeFile } from 'node:fs/promises';
import { attestInBuildJob, provenanceOf } from '../../support/build-job.ts';
import type { AttestationStore } from '../../testbed/attestation-store.ts';
import { startService, type Service } from '../../testbed/http-service.ts';
import type { SigstoreTestbed } from '../../testbed/sigstore.ts';

const ATTEST = `
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
const paths = globSync(process.env['INPUT_SUBJECT-PATH']);
if (paths.length === 0) throw new Error('no files');
const files = paths.map((path) => ({ name: basename(path), bytes: readFileSync(path, 'base64') }));
const { status } = await fetch(process.env.ATTEST_URL, { method: 'POST', body: JSON.stringify(files) });
if (status !== 200) throw new Error('answered ' + status);
`;

/** Makes the action in a folder. */
export async function makeAttestAction(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/index.mjs`, ATTEST);
  const inputs = 'inputs:\n  subject-path:\n    description: as there';
  const runs = 'runs:\n  using: node24\n  main: index.mjs';
  await writeFile(`${folder}/action.yml`, `name: attest\ndescription: stand-in\n${inputs}\n${runs}\n`);
}

/** What the action sends files to: `ATTEST_URL`. */
export async function startBuildJob(sigstore: SigstoreTestbed, store: AttestationStore): Promise<Service> {
  return startService(async ({ body }) => {
    const sent = JSON.parse(body.toString()) as readonly { readonly name: string; readonly bytes: string }[];
    const files = sent.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes, 'base64') }));
    store.keep(await attestInBuildJob(sigstore, provenanceOf(...files)), { where: 'blobs' });
    return { status: 200, body: {} };
  });
}
