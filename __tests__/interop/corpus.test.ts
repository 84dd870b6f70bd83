// Real distributions of twenty years and the strangest of the last two, read here and posted side by side with twine and uv.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkMembers } from '../../src/distributions/check-members.ts';
import { createScanner } from '../../src/distributions/secrets/scan.ts';
import { pypiToken } from '../support/planted-secrets.ts';
import type { Finding, RulingIndex } from '../../src/distributions/finding.ts';
import type { ReadDistributions } from '../../src/distributions/read.ts';
import { ActionError } from '../../src/errors.ts';
import { multipart, uploadForm } from '../../src/package-index/upload/form.ts';
import { createFiles } from '../../src/platform/local-files.ts';
import { readForUpload } from '../support/read-for-upload.ts';
import { corpus, postWithTwine, postWithUv, recent } from './corpus/clients.ts';
import { rendered } from './descriptions/rendered.ts';
import { startRecordingIndex } from './corpus/recording-index.ts';
import type { PostedForm, RecordingIndex } from './corpus/recording-index.ts';

type Forms = ReadonlyMap<string, PostedForm>;

/** A form field that a client and we post differently. */
interface Differing {
  readonly client: 'twine' | 'uv';
  readonly file: string;
  readonly field: string;
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
  readonly metadataVersion: string;
}

interface Explained {
  readonly why: string;
  holds(difference: Differing): boolean;
}

const unfolded = (text: string): string => text.replace(/\n(?: {7}\||\t| {1,8})/g, '\n');
const words = (text: string): string => text.split(/\s+/).join(' ').trim();

/** Every difference there is, and why ours is the one to post. */
const DIFFERENCES: readonly Explained[] = [
  {
    why: 'BLAKE2b is optional, and SHA-256 is what is signed and compared',
    holds: ({ field, ours }) => field === 'blake2_256_digest' && ours.length === 0,
  },
  {
    why: 'UNKNOWN and the empty text stand for no value; PyPI deletes both, other indexes show or refuse them',
    holds: ({ ours, theirs }) =>
      ours.length === 0 && theirs.every((value) => ['', 'UNKNOWN'].includes(value.trim())),
  },
  {
    why: "twine posts folded headers with their folds, which breaks a description's markup",
    holds: ({ client, field, ours: [one = ''], theirs: [other = ''] }) =>
      client === 'twine' && ['description', 'license'].includes(field) && one === unfolded(other),
  },
  {
    why: 'uv makes one line of folded headers, which breaks a description altogether',
    holds: ({ client, field, ours: [one = ''], theirs: [other = ''] }) =>
      client === 'uv' && ['description', 'license'].includes(field) && words(one) === words(other),
  },
  {
    why: 'twine takes keywords apart and joins them again; we leave them as they are written',
    holds: ({ client, field, ours: [one = ''], theirs: [other = ''] }) =>
      client === 'twine' &&
      field === 'keywords' &&
      one.split(',').every((word, index) => word.trim() === other.split(', ')[index]),
  },
  {
    why: 'twine writes - for _ in the name, and PyPI then shows the project so',
    holds: ({ client, field, ours: [one = ''], theirs: [other = ''] }) =>
      client === 'twine' && field === 'name' && one.replace(/[^A-Za-z0-9.]+/g, '-') === other,
  },
  {
    why: 'uv posts License-File of metadata before 2.4, which PyPI refuses',
    holds: ({ client, field, ours, metadataVersion }) =>
      client === 'uv' && field === 'license_file' && ours.length === 0 && metadataVersion < '2.4',
  },
  {
    why: 'twine drops import names; uv posts them under a name that PyPI does not read',
    holds: ({ field, ours, theirs }) =>
      (['import_name', 'import_namespace'].includes(field) && theirs.length === 0) ||
      (['import_names', 'import_namespaces'].includes(field) && ours.length === 0),
  },
  {
    why: 'uv drops Provides of metadata 1.1',
    holds: ({ client, field, theirs }) => client === 'uv' && field === 'provides' && theirs.length === 0,
  },
];

/** Refused under all rules: no index takes them any more, or nothing can be read out of them. */
const BROKEN: Readonly<Record<string, RegExp>> = {
  'IMDbPY-3.9.tar.gz': /has no IMDbPY-3.9\/PKG-INFO/,
  'll-xist-2.9.tar.gz': /metadata is not UTF-8/,
  'WMI-1.4.9.zip': /cannot be uploaded/,
  'argparse-1.1.zip': /cannot be uploaded/,
  'comtypes-0.6.4.zip': /cannot be uploaded/,
  'pyreadline-2.0.zip': /cannot be uploaded/,
  'unittest2-0.5.1.zip': /cannot be uploaded/,
  'Products.LinguaPlone-3.2b1.zip': /cannot be uploaded/,
  'pytz-2013d.zip': /No wheel \(\.whl\) or sdist/,
  'feedparser-5.2.1.tar.bz2': /cannot be uploaded/,
  'setuptools-0.6c11-py2.5.egg': /cannot be uploaded/,
  'simplejson-1.7.3-py2.5-macosx-10.3-fat.egg': /cannot be uploaded/,
  'zope.interface-3.3.0-py2.4-win32.egg': /cannot be uploaded/,
  // Taken in April 2025; since August 2025 PyPI answers to it: ZIP archive not accepted: Mis-matched data size.
  'cargo_zigbuild-0.20.0-py3-none-manylinux_2_17_armv7l.manylinux2014_armv7l.whl':
    /contradict each other: the size of/,
};

/** The only warning that any of the recent files gets: PyPI takes both. */
const BESIDE_CLASSIFIER = /has both License-Expression and a licence classifier/;
const never = (): boolean => false;
const messageOf = ({ message }: Finding): string => message;

const files = corpus();
let folder: string;
let index: RecordingIndex;
let ours: Forms;
let theirs: Readonly<Record<'twine' | 'uv', Forms>>;
let refusedByTwine: ReadonlyMap<string, string>;
let saidByUv: ReadonlyMap<string, string>;
const broken = new Map<string, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'corpus-'));
  index = await startRecordingIndex();
  refusedByTwine = await postWithTwine(index.url, files.values());
  const twine = index.take();
  saidByUv = await postWithUv(index.url, files.values());
  theirs = { twine, uv: index.take() };
  for (const [name, path] of files) {
    const fault = await post(path);
    if (fault !== undefined) broken.set(name, fault);
  }
  ours = index.take();
});

afterAll(async () => {
  await index.close();
  await rm(folder, { recursive: true });
});

/** Why a file is refused here; undefined where it is taken, and then given to `use`. */
async function read(
  path: string,
  kind: RulingIndex['kind'],
  use: (read: ReadDistributions) => Promise<void> = async () => {},
): Promise<string | undefined> {
  const local = createFiles({ workspace: folder, privateDirectory: join(folder, 'private') });
  const request = {
    packages: [path],
    index: { kind, title: 'PyPI' },
    verifyMetadata: true,
    expectedHashes: undefined,
  };
  try {
    await use(await readForUpload(request, local));
    return undefined;
  } catch (error) {
    if (error instanceof ActionError) return error.message;
    throw error;
  } finally {
    await local.dispose();
  }
}

async function post(path: string): Promise<string | undefined> {
  return read(path, 'generic', async ({ distributions }) => {
    for (const distribution of distributions) {
      const body = multipart(uploadForm(distribution, []), distribution);
      const chunks: Uint8Array[] = [];
      for await (const chunk of body.chunks()) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      const headers = { 'content-type': body.contentType };
      const { status } = await fetch(index.url, { method: 'POST', headers, body: bytes });
      expect([status, bytes.length]).toEqual([200, body.length]);
    }
  });
}

function differences(): Differing[] {
  return (['twine', 'uv'] as const).flatMap((client) =>
    [...theirs[client]].flatMap(([file, form]) => {
      if (broken.has(file)) return [];
      const own = ours.get(file) ?? {};
      const [metadataVersion = ''] = form['metadata_version'] ?? [];
      return [...new Set([...Object.keys(own), ...Object.keys(form)])]
        .map((field) => ({
          client,
          file,
          field,
          ours: own[field] ?? [],
          theirs: form[field] ?? [],
          metadataVersion,
        }))
        .filter((one) => JSON.stringify(one.ours) !== JSON.stringify(one.theirs));
    }),
  );
}

/** The files that PyPI would reject since their description does not render; Markdown and plain text always do. */
async function unrenderedDescriptions(): Promise<readonly string[]> {
  const described: (readonly [name: string, text: string])[] = [];
  for (const [name, path] of files)
    await read(path, 'generic', async ({ distributions }) => {
      for (const { metadata } of distributions) {
        const text = metadata.get('description')?.[0];
        const [type = 'text/x-rst'] = metadata.get('description-content-type') ?? [];
        if (text !== undefined && type.startsWith('text/x-rst')) described.push([name, text]);
      }
    });
  const verdicts = rendered(described.map(([, text]) => text));
  return described.filter((_, place) => verdicts[place]?.renders === false).map(([name]) => name);
}

describe('the corpus', () => {
  it('is read, but for what no index takes any more', () => {
    expect(files.size).toBeGreaterThanOrEqual(100);
    expect(Object.fromEntries(broken)).toEqual(
      Object.fromEntries(Object.entries(BROKEN).map(([name, fault]) => [name, expect.stringMatching(fault)])),
    );
    expect([...ours.keys()].toSorted()).toEqual(
      [...files.keys()].filter((name) => !Object.hasOwn(BROKEN, name)).toSorted(),
    );
  });

  it('is posted as twine and uv post it, but for what is explained', () => {
    expect(theirs.twine.size).toBeGreaterThan(60);
    expect(theirs.uv.size).toBeGreaterThan(60);
    const found = differences();
    expect(found.filter((one) => !DIFFERENCES.some((explained) => explained.holds(one)))).toEqual([]);
    expect(DIFFERENCES.filter((explained) => !found.some((one) => explained.holds(one)))).toEqual([]);
  });

  it("is taken under PyPI's rules exactly where twine finds its metadata valid, uv its name normalised and its description renders", async () => {
    const verdicts = new Map<string, boolean>();
    for (const [name, path] of files) verdicts.set(name, (await read(path, 'pypi')) === undefined);
    const unrendered = new Set(await unrenderedDescriptions());
    // twine still posts .zip sdists, which PyPI refuses since 2025 (PEP 625). It reads what is written, where PyPI reads what is
    // sent: fields of `UNKNOWN` are not.
    const sentWithout = new Set(['typing_extensions-3.6.2.1.tar.gz']);
    const expected = [...files.keys()].map((name): [string, boolean] => [
      name,
      !broken.has(name) &&
        (!refusedByTwine.has(name) || sentWithout.has(name)) &&
        !unrendered.has(name) &&
        !/non-normalized filename/.test(saidByUv.get(name) ?? ''),
    ]);
    expect(Object.fromEntries(verdicts)).toEqual(Object.fromEntries(expected));
  });

  it('has no member with a secret of this run or one that proves itself', async () => {
    const scanner = createScanner([{ name: 'the secret in `password`', value: pypiToken() }]);
    const found: string[] = [];
    for (const [name, path] of files)
      await read(path, 'pypi', async ({ distributions }) => {
        for (const one of distributions) {
          const { secrets } = await checkMembers(one, scanner, never);
          found.push(
            ...secrets
              .filter(({ isKey }) => !isKey)
              .map(({ kind, path: member }) => `${name} ${member}: ${kind}`),
          );
        }
      });
    expect(found).toEqual([]);
  });

  it('is taken whole, with every member, where PyPI took it in 2025 or 2026', async () => {
    const said = new Map<string, readonly string[]>();
    for (const [name, path] of recent()) {
      const refused = await read(path, 'pypi', async ({ distributions, warnings }) => {
        expect(warnings.filter(({ message }) => !BESIDE_CLASSIFIER.test(message))).toEqual([]);
        for (const one of distributions)
          said.set(name, (await checkMembers(one, undefined, never)).findings.map(messageOf));
      });
      if (refused !== undefined) said.set(name, [refused]);
    }
    expect(said.size).toBeGreaterThanOrEqual(60);
    expect([...said].filter(([name, messages]) => messages.length > 0 && !broken.has(name))).toEqual([]);
  });
});
