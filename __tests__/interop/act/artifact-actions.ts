// Stand-ins for actions/upload-artifact and actions/download-artifact, which no package registry has: the inputs that the documented
// workflows use, over GitHub's own client library.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const UPLOAD = `
import { readdirSync } from 'node:fs';
import { join, matchesGlob, resolve } from 'node:path';
import { DefaultArtifactClient } from '@actions/artifact';
const path = process.env.INPUT_PATH;
// The names in the artifact begin where the first wildcard is.
const folder = resolve(path.split('*')[0]);
const wanted = path.includes('*') ? join(resolve(path), '**') : join(folder, '**');
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  .filter((file) => matchesGlob(file, wanted));
if (files.length === 0) throw new Error('no files in ' + folder);
await new DefaultArtifactClient().uploadArtifact(process.env.INPUT_NAME, files, folder);
`;

const DOWNLOAD = `
import { matchesGlob, resolve } from 'node:path';
import { DefaultArtifactClient } from '@actions/artifact';
const client = new DefaultArtifactClient();
const { INPUT_NAME: name, INPUT_PATTERN: pattern } = process.env;
const { artifacts } = await client.listArtifacts({ latest: true });
const wanted = artifacts.filter((each) => (name ? each.name === name : matchesGlob(each.name, pattern)));
if (wanted.length === 0) throw new Error('no artifact ' + (name || pattern));
if (!name && process.env['INPUT_MERGE-MULTIPLE'] !== 'true') throw new Error('only merged downloads are made here');
for (const { id } of wanted) await client.downloadArtifact(id, { path: resolve(process.env.INPUT_PATH) });
`;

const INPUTS = {
  upload: ['name', 'path', 'if-no-files-found'],
  download: ['name', 'pattern', 'path', 'merge-multiple'],
} as const;

/** Makes both below a folder. @returns their folders */
export async function makeArtifactActions(folder: string): Promise<{ upload: string; download: string }> {
  const make = async (name: 'upload' | 'download', contents: string): Promise<string> => {
    const target = join(folder, name);
    await mkdir(target, { recursive: true });
    await build({
      stdin: { contents, resolveDir: ROOT, loader: 'js' },
      outfile: join(target, 'index.mjs'),
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node24',
      logLevel: 'error',
      banner: {
        js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
      },
    });
    const inputs = INPUTS[name].map((input) => `  ${input}:\n    description: as there`).join('\n');
    const action = `name: ${name}\ndescription: stand-in\ninputs:\n${inputs}\nruns:\n  using: node24\n  main: index.mjs\n`;
    await writeFile(join(target, 'action.yml'), action);
    return target;
  };
  return { upload: await make('upload', UPLOAD), download: await make('download', DOWNLOAD) };
}
