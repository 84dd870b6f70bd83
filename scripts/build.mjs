// Bundles src/ into dist/: one file loaded at start, by one that looks at Node's version; the rest in chunks loaded when used. Deterministic.
import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { billOfMaterials, thirdParty } from './licenses.mjs';

// What is loaded at every start gets the parts of undici that it uses; chunks that use more of it get all.
const partsOfUndici = {
  name: 'parts-of-undici',
  setup({ onResolve }) {
    onResolve({ filter: /^undici$/ }, ({ importer }) =>
      /\/(src\/platform|node_modules\/@actions\/http-client)\//.test(importer.replaceAll('\\', '/'))
        ? { path: join(import.meta.dirname, 'undici-parts.mjs') }
        : undefined,
    );
  },
};

await rm('dist', { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: { main: 'src/index.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node24',
  charset: 'utf8',
  legalComments: 'none',
  loader: { '.json': 'json' },
  // Not minified: half the bytes, and slower to start (measured).
  minify: false,
  metafile: true,
  plugins: [partsOfUndici],
  logLevel: 'warning',
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
  },
});
await copyFile(join(import.meta.dirname, 'first-file.mjs'), 'dist/index.mjs');
await writeFile('dist/licenses.txt', await thirdParty(metafile));
await writeFile('dist/sbom.cdx.json', await billOfMaterials(metafile));
