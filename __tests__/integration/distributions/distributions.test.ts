import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readDistributions } from '../../../src/distributions/read.ts';
import type { ReadDistributions, ReadRequest } from '../../../src/distributions/read.ts';
import { ActionError } from '../../../src/errors.ts';
import { canMake, where, makeLink, MAKES_LINKS } from '../../support/system.ts';
import { createFiles } from '../../../src/platform/local-files.ts';
import { readForUpload } from '../../support/read-for-upload.ts';
import { makeSdist, makeWheel, metadataText } from '../../testbed/make-distributions.ts';
import type { MadeFile } from '../../testbed/make-distributions.ts';

let workspace: string;
let files: ReturnType<typeof createFiles>;

beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'distributions-'));
  files = createFiles({ workspace, privateDirectory: join(workspace, '.private') });
});

afterEach(async () => {
  await files.dispose();
  await rm(workspace, { recursive: true });
});

const wheel = makeWheel({ name: 'My.Pkg', version: '1.0' });
const sdist = makeSdist({ name: 'My.Pkg', version: '1.0' });

async function put(path: string, content: string | Uint8Array = ''): Promise<void> {
  const target = join(workspace, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, content);
}

async function putAll(made: readonly MadeFile[], folder = 'dist'): Promise<void> {
  for (const { name, bytes } of made) await put(`${folder}/${name}`, bytes);
}

function hash(file: MadeFile): string {
  return createHash('sha256').update(file.bytes).digest('hex');
}

function read(request: Partial<ReadRequest> = {}): Promise<ReadDistributions> {
  const given = {
    packages: ['dist'],
    index: { kind: 'pypi', title: 'PyPI' },
    verifyMetadata: true,
    expectedHashes: undefined,
  } as const;
  return readDistributions({ ...given, ...request }, files);
}

/** The code and message of the error, or the names that were read. */
async function outcome(request: Partial<ReadRequest> = {}): Promise<string> {
  try {
    const { distributions } = await read(request);
    return distributions.map(({ name }) => name).join(' ');
  } catch (error) {
    return error instanceof ActionError
      ? `${error.code}: ${error.message} ${error.hint}`
      : `BUG: ${String(error)}`;
  }
}

function unsearched(folder: string, line: string | undefined, better: string): string {
  const merge = better.endsWith('**') ? '' : ', or set `merge-multiple: true` of actions/download-artifact';
  const change =
    line === undefined
      ? `add the line \`${folder}\` to packages-dir`
      : `change the line \`${line}\` of packages-dir to \`${better}\`${merge}`;
  return `${folder} contains distributions that this run does not publish, because wheelseal does not search subdirectories. To publish them, ${change}. To exclude them, add the line \`!${folder}\`.`;
}

describe('readDistributions', () => {
  it('reads all distributions, in the order of publishing', async () => {
    const others = ['0.9', '0.10'].map((version) => makeSdist({ name: 'a', version }));
    await putAll([sdist, wheel, ...others]);
    expect(await outcome()).toBe('a-0.9.tar.gz a-0.10.tar.gz my_pkg-1.0-py3-none-any.whl my_pkg-1.0.tar.gz');
    const { distributions, warnings, ignored } = await read();
    expect(distributions[2]).toMatchObject({
      kind: 'wheel',
      project: 'my-pkg',
      version: '1.0',
      pythonTag: 'py3',
      size: wheel.bytes.length,
      sha256: createHash('sha256').update(wheel.bytes).digest('hex'),
    });
    expect(distributions[2]?.metadata.get('name')).toEqual(['My.Pkg']);
    expect([warnings, ignored]).toEqual([[], []]);
  });

  it('counts what is beyond fifty faults of a file as faults, where one of them is one', async () => {
    const text = metadataText('demo', '1.0').replace(/^Metadata-Version: .*/, 'Metadata-Version: 2.4');
    const licenses = Array.from({ length: 52 }, (_, number) => `License-File: LICENSE-${number}\n`).join('');
    const metadata = `${text.trimEnd()}\n${licenses}License-Expression: LicenseRef-Own OR Unheard-Of-1.0\n`;
    await putAll([makeWheel({ name: 'demo', version: '1.0', metadata })]);
    const [distribution] = (await read()).distributions;
    expect(distribution?.findings.slice(49)).toEqual([
      {
        rule: 'index',
        message: expect.stringContaining('LICENSE-49'),
        hint: expect.anything(),
        answer: expect.anything(),
      },
      { rule: 'index', message: 'and 3 more faults' },
    ]);
  });

  it('checks what PyPI would render: a description in reStructuredText, or without a type', async () => {
    const described = (name: string, header: string): MadeFile => {
      const text = metadataText(name, '1.0').trimEnd();
      return makeSdist({
        name,
        version: '1.0',
        metadata: `${text}\n${header}\nTitle\n====\n\n.. toctree::\n`,
      });
    };
    await putAll([
      described('a', ''),
      described('b', 'Description-Content-Type: text/x-rst; charset=UTF-8\n'),
      described('c', 'Description-Content-Type: text/markdown\n'),
      described('d', 'Description-Content-Type: text/plain\n'),
      described('e', 'Description-Content-Type: Text/X-RST ;charset=UTF-8\n'),
    ]);
    const found = (await read()).distributions.map(({ name, findings }) => [
      name,
      findings.map(({ rule, message }) => `${rule}: ${message.split(':', 1).join('')}`),
    ]);
    const fault = 'index: the description does not render as reStructuredText';
    expect(found).toEqual([
      ['a-1.0.tar.gz', [fault]],
      ['b-1.0.tar.gz', [fault]],
      ['c-1.0.tar.gz', []],
      ['d-1.0.tar.gz', []],
      ['e-1.0.tar.gz', [fault]],
    ]);
    const unverified = (await read({ verifyMetadata: false })).distributions;
    expect(unverified.flatMap(({ findings }) => findings)).toEqual([]);
  });

  it('leaves other files alone, silently only where they belong to distributions', async () => {
    await putAll([wheel]);
    for (const name of [
      '.gitignore',
      'SHA256SUMS',
      `${wheel.name}.sha256`,
      `${wheel.name}.sigstore.json`,
      `${wheel.name}.intoto.jsonl`,
    ])
      await put(`dist/${name}`);
    for (const name of [`${wheel.name}.asc`, 'notes.md', 'docs.zip', 'below/x']) await put(`dist/${name}`);
    await put(`dist/${wheel.name}.publish.attestation`, '{}');
    const { distributions, ignored } = await read();
    expect(distributions).toHaveLength(1);
    expect(ignored.map(({ name }) => name)).toEqual(['below', 'docs.zip', `${wheel.name}.asc`, 'notes.md']);
  });

  it('takes globs of files and folders, single files and exclusions', async () => {
    await putAll([wheel], 'one/dist');
    await putAll([sdist], 'two/dist');
    expect(await outcome({ packages: ['*/dist'] })).toBe(`${wheel.name} ${sdist.name}`);
    expect(await outcome({ packages: ['**/*.whl'] })).toBe(wheel.name);
    expect(await outcome({ packages: ['{one,two}/dist'] })).toBe(`${wheel.name} ${sdist.name}`);
    expect(await outcome({ packages: ['*/dist', '!**/*.tar.gz'] })).toBe(wheel.name);
    expect(await outcome({ packages: ['*/dist', '!one/dist'] })).toBe(sdist.name);
    expect(await outcome({ packages: [`two/dist/${sdist.name}`] })).toBe(sdist.name);
  });

  const wheels = ['linux', 'macos'].map((platform) =>
    makeWheel({ name: 'My.Pkg', version: '1.0', tags: `cp312-cp312-${platform}_x86_64` }),
  );

  it.each<[string, readonly string[], readonly string[], number, readonly string[]]>([
    [
      'a folder of its own for each artifact but the one of the sdist',
      ['dist/one', 'dist/two'],
      ['dist'],
      1,
      [unsearched('dist/one', 'dist', 'dist/*'), unsearched('dist/two', 'dist', 'dist/*')],
    ],
    ['a slash at the end', ['dist/one'], ['dist/'], 1, [unsearched('dist/one', 'dist/', 'dist/*')]],
    [
      'one level more of some of them',
      ['dist/one', 'dist/two/deep'],
      ['dist'],
      1,
      [unsearched('dist/one', 'dist', 'dist/**'), unsearched('dist/two', 'dist', 'dist/**')],
    ],
    [
      'a line of its own for one of them',
      ['dist/one', 'dist/two'],
      ['dist', 'dist/one'],
      2,
      [unsearched('dist/two', 'dist', 'dist/*')],
    ],
    ['the folder excluded', ['dist/one'], ['dist', '!dist/one'], 1, []],
    ['a pattern for what lies below', ['dist/one', 'dist/two'], ['dist', 'dist/*'], 3, []],
    ['the proposed pattern', ['dist/one', 'dist/two'], ['dist/*'], 3, []],
    ['the proposed pattern of all levels', ['dist/one', 'dist/two/deep'], ['dist/**'], 3, []],
    ['a pattern of files', ['dist/one'], ['dist/*.tar.gz'], 1, []],
    ['a hidden folder', ['dist/.one'], ['dist'], 1, []],
    [
      'a folder that only a pattern names',
      ['dist/one/deep'],
      ['dist', 'dist/*'],
      1,
      [unsearched('dist/one/deep', undefined, '')],
    ],
  ])('warns of distributions in folders that are not searched: %s', async (_case, ...given) => {
    const [folders, packages, published, said] = given;
    await putAll([sdist]);
    for (const [place, folder] of folders.entries()) await putAll(wheels.slice(place, place + 1), folder);
    const { warnings, ignored, idleExclusions, distributions } = await read({ packages });
    expect(warnings.map(({ name, message }) => `${name} ${message}`)).toEqual(said);
    expect([distributions.length, idleExclusions]).toEqual([published, []]);
    for (const { name } of ignored) expect(said.join('\n')).not.toContain(`/${name} contains`);
  });

  it('does not warn of a copy of what is published, nor of a folder without distributions', async () => {
    await putAll([wheel, sdist]);
    await putAll([wheel], 'dist/backup');
    await put('dist/logs/build.log');
    const { warnings, ignored } = await read();
    expect(warnings).toEqual([]);
    expect(ignored.map(({ name }) => name)).toEqual(['backup', 'logs']);
  });

  it('names a file that is in two folders by its paths', async () => {
    await putAll([wheel]);
    await putAll([wheel], 'dist2');
    const [one, other] = [`dist/${wheel.name}`, `dist2/${wheel.name}`];
    expect(await outcome({ packages: ['dist', 'dist2'] })).toBe(
      `DISTRIBUTION_INVALID: 1 file cannot be published:\n- ${wheel.name}: is the same distribution as ${wheel.name} (${one}, ${other}); an index can have only one ` +
        `Remove ${one} or ${other}, or exclude one of them with a line of packages-dir that starts with \`!\`.`,
    );
    expect(await outcome({ packages: ['dist', 'dist2', `!${other}`] })).toBe(wheel.name);
  });

  it('knows the first line that names each file, by which releases are ordered', async () => {
    await putAll([wheel], 'one');
    await putAll([sdist], 'two');
    const { distributions } = await read({ packages: ['!one/x*', 'two', 'one', '*'] });
    expect(distributions.map(({ name, line }) => [name, line])).toEqual([
      [wheel.name, 2],
      [sdist.name, 1],
    ]);
  });

  it('takes a backslash for what it is where it runs: part of a name, or between folders', async () => {
    await put(`odd\\${wheel.name}`, wheel.bytes);
    expect(await outcome({ packages: [`odd\\${wheel.name}`] })).toContain(wheel.name);
    expect(await outcome({ packages: [`odd\\${wheel.name}`] })).not.toMatch(/^NO_DISTRIBUTIONS/);
  });

  it.each([
    ['a wheel that was cut', wheel.name, wheel.bytes.subarray(0, -40)],
    ['two wheels in one', wheel.name, Buffer.concat([wheel.bytes, wheel.bytes.subarray(40)])],
    ['an sdist that was cut', sdist.name, sdist.bytes.subarray(0, -40)],
    ['two sdists in one', sdist.name, Buffer.concat([sdist.bytes, sdist.bytes.subarray(40)])],
  ])('says what usually damages a file: %s', async (_, name, bytes) => {
    await put(`dist/${name}`, bytes);
    expect(await outcome()).toMatch(
      /^DISTRIBUTION_INVALID: [^]*Two artifacts may contain .*merge-multiple: true/,
    );
  });

  it('says where to look when there is nothing', async () => {
    expect(await outcome()).toMatch(/^NO_DISTRIBUTIONS: .*'dist'/);
    await putAll([wheel], 'dist/artifact');
    expect(await outcome()).toMatch(/^NO_DISTRIBUTIONS: .*packages-dir: dist\/\*/);
    expect(await outcome({ packages: ['!dist/*.whl'] })).toMatch(/^NO_DISTRIBUTIONS: .*only exclusions/);
  });

  it('reports every fault of every file at once', async () => {
    await putAll([
      makeWheel({ name: 'a', version: '1.0', metadata: { Name: 'b', Summary: 'x'.repeat(600) } }),
    ]);
    await put('dist/a-1.0.tar.gz', 'not a tar');
    await put('dist/c-1.0.zip');
    await put('dist/gone-1.0.tar.gz.publish.attestation');
    const said = await outcome();
    expect(said).toMatch(/^DISTRIBUTION_INVALID: 4 files cannot be published:/);
    expect(said).toMatch(/\n- a-1.0-py3-none-any.whl: .*project 'b'/);
    expect(said).toMatch(/\n- a-1.0-py3-none-any.whl: Summary/);
    expect(said).toMatch(/\n- a-1.0.tar.gz: .*gzipped tar/);
    expect(said).toMatch(/\n- c-1.0.zip: .*cannot be uploaded/);
    expect(said).toMatch(/\n- gone-1.0.tar.gz.publish.attestation: .*without its distribution/);
  });

  it('keeps what only the rules of an index are against with each file, for when the index was asked', async () => {
    await putAll([makeWheel({ name: 'a', version: '1.0', tags: 'py3-none-linux_x86_64' }), wheel]);
    const { distributions, warnings } = await read();
    expect(warnings).toEqual([]);
    expect(distributions.map(({ findings }) => findings)).toEqual([
      [expect.objectContaining({ rule: 'index', message: expect.stringContaining('linux_x86_64') })],
      [],
    ]);
    const unverified = await read({ verifyMetadata: false });
    expect(unverified.distributions.map(({ findings }) => findings)).toEqual([[], []]);
  });

  it('tells them along with what is broken, since then no index is asked', async () => {
    await putAll([makeWheel({ name: 'a', version: '1.0', tags: 'py3-none-linux_x86_64' })]);
    await put('dist/a-1.0.tar.gz', 'not a tar');
    expect(await outcome()).toMatch(/linux_x86_64/);
    expect(await outcome({ index: { kind: 'generic', title: 'index.example' } })).not.toMatch(/linux_x86_64/);
    expect(await outcome({ verifyMetadata: false })).not.toMatch(/linux_x86_64/);
  });

  it("takes PyPI's rules for warnings elsewhere", async () => {
    await putAll([makeWheel({ name: 'a', version: '1.0', tags: 'py3-none-linux_x86_64' })]);
    const request = { packages: ['dist'], verifyMetadata: true, expectedHashes: undefined };
    await expect(
      readForUpload({ ...request, index: { kind: 'pypi', title: 'PyPI' } }, files),
    ).rejects.toThrow(/linux_x86_64/);
    expect(
      (await readForUpload({ ...request, index: { kind: 'generic', title: 'index.example' } }, files))
        .warnings,
    ).toEqual([
      expect.objectContaining({ severity: 'warning', message: expect.stringContaining('linux_x86_64') }),
    ]);
  });

  it(
    'refuses links and folders that are named like distributions',
    where(MAKES_LINKS, async () => {
      await put('elsewhere.whl', wheel.bytes);
      await mkdir(join(workspace, 'dist', sdist.name), { recursive: true });
      makeLink(join(workspace, 'elsewhere.whl'), join(workspace, 'dist', wheel.name));
      const said = await outcome();
      expect(said).toContain(`${wheel.name}: is a link`);
      expect(said).toContain(`${sdist.name}: is a directory`);
    }),
  );

  it('refuses one distribution in two spellings, and two sdists of a release', async () => {
    await putAll([wheel, makeWheel({ name: 'My.Pkg', version: '1.0.0' })]);
    expect(await outcome()).toMatch(/same distribution as my_pkg-1.0-py3/);
    await rm(join(workspace, 'dist'), { recursive: true });
    await putAll([sdist, { name: 'My.Pkg-1.0.tar.gz', bytes: sdist.bytes }]);
    expect(await outcome({ index: { kind: 'generic', title: 'index.example' } })).toMatch(
      /same distribution as My.Pkg-1.0.tar.gz/,
    );
  });

  it('refuses the same file in two folders', async () => {
    await putAll([wheel], 'one');
    await putAll([wheel], 'two');
    expect(await outcome({ packages: ['one', 'two'] })).toMatch(/same distribution/);
  });

  const command = 'a\n::error::-1.0.tar.gz';
  it(
    'prints no name that could be mistaken for a command',
    where(
      canMake((folder) => writeFileSync(join(folder, command), '')),
      async () => {
        await put(`dist/${command}`);
        expect(await outcome()).toContain('"a\\n::error::-1.0.tar.gz": has characters');
      },
    ),
  );

  it('holds the files against expected hashes, both ways', async () => {
    await putAll([wheel, sdist]);
    const right = new Map([wheel, sdist].map((file) => [file.name, hash(file)]));
    expect(await outcome({ expectedHashes: right })).toBe(`${wheel.name} ${sdist.name}`);
    const wrong = new Map([
      [wheel.name, hash(sdist)],
      ['b-1.0.tar.gz', hash(sdist)],
    ]);
    const said = await outcome({ expectedHashes: wrong, verifyMetadata: false });
    expect(said).toMatch(/\n- b-1.0.tar.gz: is listed in expected-hashes, but does not exist/);
    expect(said).toContain(`${sdist.name}: is not listed in expected-hashes`);
    expect(said).toContain(
      `${wheel.name}: has SHA-256 ${hash(wheel)}, but expected-hashes lists ${hash(sdist)}`,
    );
  });
});
