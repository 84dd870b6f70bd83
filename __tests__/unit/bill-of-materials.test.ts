import { describe, expect, it } from '@jest/globals';

const address = new URL('../../scripts/licenses.mjs', import.meta.url).href;
const { billOfMaterials } = (await import(address)) as {
  billOfMaterials: (metafile: object) => Promise<string>;
};

describe('the bill of materials', () => {
  it('has each package with bytes in the bundle once, and is the same each time', async () => {
    const inputs = {
      'node_modules/undici/lib/a.js': { bytesInOutput: 1 },
      'node_modules/undici/lib/b.js': { bytesInOutput: 1 },
      'node_modules/@actions/core/lib/core.js': { bytesInOutput: 1 },
      'node_modules/tuf-js/dist/index.js': { bytesInOutput: 0 },
      'src/index.ts': { bytesInOutput: 1 },
    };
    const bill = await billOfMaterials({ outputs: { 'dist/main.mjs': { inputs } } });
    expect(await billOfMaterials({ outputs: { 'dist/main.mjs': { inputs } } })).toBe(bill);
    const { bomFormat, components } = JSON.parse(bill) as {
      bomFormat: string;
      components: { purl: string }[];
    };
    expect(bomFormat).toBe('CycloneDX');
    expect(components.map(({ purl }) => purl.replace(/@[\d.]+$/, ''))).toEqual([
      'pkg:npm/%40actions/core',
      'pkg:npm/undici',
    ]);
  });
});
