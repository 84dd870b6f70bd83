// The threats of docs/security.md that come by the folder of distributions.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDistributions } from '../../src/distributions/read.ts';
import { multipart } from '../../src/package-index/upload/form.ts';
import { createFiles } from '../../src/platform/local-files.ts';
import { where, makeLink, MAKES_LINKS } from '../support/system.ts';
import { makeWheel } from '../testbed/make-distributions.ts';

let folder: string;
let files: ReturnType<typeof createFiles>;
const wheel = makeWheel({ name: 'demo', version: '1.0' });
const path = (...names: string[]): string => join(folder, ...names);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelseal-test-'));
  mkdirSync(path('workspace', 'dist'), { recursive: true });
  mkdirSync(path('elsewhere'));
  mkdirSync(path('private'));
  writeFileSync(path('elsewhere', wheel.name), wheel.bytes);
  files = createFiles({ workspace: path('workspace'), privateDirectory: path('private') });
});

afterEach(async () => {
  await files.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const read = (...packages: string[]) =>
  readDistributions(
    { packages, verifyMetadata: true, index: { kind: 'pypi', title: 'PyPI' }, expectedHashes: undefined },
    files,
  );

describe('the folder of distributions', () => {
  it('T5: a hard link to a file elsewhere fails the run', async () => {
    linkSync(path('elsewhere', wheel.name), path('workspace', 'dist', wheel.name));
    await expect(read('dist')).rejects.toThrow(/is a hard link: the file has 2 names/);
  });

  it(
    'T5: a symbolic link that is named like a distribution fails the run',
    where(MAKES_LINKS, async () => {
      makeLink(path('elsewhere', wheel.name), path('workspace', 'dist', wheel.name));
      await expect(read('dist')).rejects.toThrow(/link/);
    }),
  );

  it.each(['dist', 'dist/*', 'dist/**', 'dist/*/*.whl'])(
    'T5: %s does not lead through a link out of packages-dir',
    async (packages) => {
      const throughLink = async (): Promise<void> => {
        makeLink(path('elsewhere'), path('workspace', 'dist', 'linked'));
        await expect(read(packages)).rejects.toThrow(/No wheel/);
      };
      await expect(where(MAKES_LINKS, throughLink)()).resolves.toBeUndefined();
    },
  );

  it('T6: a file that is exchanged after it was hashed is not uploaded to its end', async () => {
    const target = path('workspace', 'dist', wheel.name);
    writeFileSync(target, wheel.bytes);
    const [distribution] = (await read('dist')).distributions;
    if (distribution === undefined) throw new Error('nothing was found');
    const other = Buffer.from(wheel.bytes);
    other.writeUInt8(other.readUInt8(0) ^ 1, 0);
    // As bytes that pass the comparison of size and time would: only the second hash can tell.
    const content = {
      ...distribution.content,
      async *chunks() {
        yield other;
      },
    };
    const sent: Buffer[] = [];
    const streaming = (async () => {
      for await (const chunk of multipart([], { ...distribution, content }).chunks())
        sent.push(Buffer.from(chunk));
    })();
    await expect(streaming).rejects.toThrow('changed while it was uploaded');
    expect(Buffer.concat(sent).toString('latin1')).not.toMatch(/--\r\n$/);
  });
});
