// Bundles src/ into dist/: for each action one file loaded at start, by one that looks at Node's version; the rest in chunks loaded when
// used. Deterministic.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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

// Modules of which a start needs nothing: each is read and run when first used. An import of node:http reads all that it
// exports, and three getters there load Node's own fetch; the names of HTML's entities are a trie to be unpacked; undici
// loads node:http2 for connections that we do not allow.
const loadedWhenUsed = {
  name: 'loaded-when-used',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(?:(?:node:)?https?|entities\/decode)$/ }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: 'when-used' } : undefined,
    );
    onLoad({ filter: /^(?:node:)?https?$/, namespace: 'when-used' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule('${path}');`,
    }));
    onLoad({ filter: /^entities\/decode$/, namespace: 'when-used' }, async ({ path }) => ({
      contents: Object.keys(await import(path))
        .map(
          (name) =>
            `Object.defineProperty(exports, '${name}', { enumerable: true, get: () => require('${path}').${name} });`,
        )
        .join('\n'),
      resolveDir: import.meta.dirname,
    }));
    onResolve({ filter: /^\.\/client-h2\.js$/ }, () => ({ path: 'client-h2', namespace: 'when-called' }));
    onLoad({ filter: /./, namespace: 'when-called' }, () => ({
      contents: `module.exports = (...values) => require('undici/lib/dispatcher/client-h2.js')(...values);`,
      resolveDir: import.meta.dirname,
    }));
  },
};

// Of @actions/core a run uses outputs and summary; its modules do nothing when they are loaded, which the package does not say.
const partsOfCore = {
  name: 'parts-of-core',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/(?:oidc-utils|platform)\.js$/ }, ({ path, resolveDir }) =>
      resolveDir.replaceAll('\\', '/').endsWith('/@actions/core/lib')
        ? { path: join(resolveDir, path), sideEffects: false }
        : undefined,
    );
  },
};

// In memory first: a build that fails leaves the dist/ that was there.
const { metafile, outputFiles } = await build({
  write: false,
  entryPoints: { main: 'src/index.ts', 'audit-main': 'src/audit-index.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node24',
  charset: 'ascii',
  legalComments: 'none',
  loader: { '.json': 'json' },
  // Not minified: half the bytes, and slower to start (measured).
  minify: false,
  metafile: true,
  plugins: [partsOfUndici, loadedWhenUsed, partsOfCore],
  logLevel: 'warning',
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
  },
});
const firstFile = await readFile(join(import.meta.dirname, 'first-file.mjs'), 'utf8');
const built = [
  ...outputFiles.map(({ path, contents }) => [path, contents]),
  ['dist/index.mjs', firstFile],
  ['dist/audit.mjs', firstFile.replace('./main.mjs', './audit-main.mjs')],
  ['dist/licenses.txt', await thirdParty(metafile)],
  ['dist/sbom.cdx.json', await billOfMaterials(metafile)],
];
await rm('dist', { recursive: true, force: true });
for (const [path, content] of built) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
