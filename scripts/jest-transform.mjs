// Jest's view of a TypeScript file: the same compiler that makes dist/, types not looked at.
import { createHash } from 'node:crypto';
import { transformSync } from 'esbuild';

const options = { loader: 'ts', format: 'esm', target: 'node24', sourcemap: 'inline', sourcesContent: true };

export default {
  canInstrument: false,
  getCacheKey: (source, file) =>
    createHash('sha256')
      .update(JSON.stringify([source, file, options]))
      .digest('hex'),
  process: (source, file) => transformSync(source, { ...options, sourcefile: file }),
};
