import { describe, expect, it } from '@jest/globals';
import busboy from 'busboy';
import fastCheck from 'fast-check';
import { parseMetadata } from '../../../src/distributions/metadata/parse-metadata.ts';
import { multipart, uploadForm } from '../../../src/package-index/upload/form.ts';
import type { MultipartBody } from '../../../src/package-index/upload/form.ts';
import { contentOf, sampleAttestation, sampleDistribution } from '../../support/sample-distribution.ts';

const WHEEL = 'sample-1.0-py2.py3-none-any.whl';

async function bytesOf(body: MultipartBody): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body.chunks()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function parsed(
  body: MultipartBody,
): Promise<{ fields: [string, string][]; file: Buffer; name: string }> {
  const parser = busboy({
    headers: { 'content-type': body.contentType },
    limits: { fieldSize: 10_000_000 },
    defParamCharset: 'utf8',
  });
  const fields: [string, string][] = [];
  const file: Buffer[] = [];
  let name = '';
  parser.on('field', (field, value) => fields.push([field, value]));
  parser.on('file', (_field, stream, info) => {
    name = info.filename ?? '';
    stream.on('data', (chunk: Buffer) => file.push(chunk));
  });
  const closed = new Promise((resolve, reject) => parser.on('close', resolve).on('error', reject));
  parser.end(await bytesOf(body));
  await closed;
  return { fields, file: Buffer.concat(file), name };
}

describe('uploadForm', () => {
  it('derives every field from the file, in a fixed order', () => {
    const distribution = sampleDistribution(WHEEL, Buffer.from('wheel'), {
      'metadata-version': ['2.5'],
      name: ['Sample'],
      summary: ['A sample'],
      description: ['# Sample\n\nText'],
      'description-content-type': ['text/markdown'],
      keywords: ['one,two'],
      'license-file': ['LICENSE', 'NOTICE'],
      classifier: ['Topic :: A', 'Topic :: B'],
      'project-url': ['Home, https://example.com'],
      'requires-dist': ['a', 'b'],
      'import-name': ['sample'],
      'import-namespace': ['space'],
    });
    expect(uploadForm(distribution, [])).toEqual([
      [':action', 'file_upload'],
      ['protocol_version', '1'],
      ['metadata_version', '2.5'],
      ['name', 'Sample'],
      ['version', '1.0'],
      ['filetype', 'bdist_wheel'],
      ['pyversion', 'py2.py3'],
      ['sha256_digest', distribution.sha256],
      ['summary', 'A sample'],
      ['description', '# Sample\n\nText'],
      ['description_content_type', 'text/markdown'],
      ['keywords', 'one,two'],
      ['license_file', 'LICENSE'],
      ['license_file', 'NOTICE'],
      ['classifiers', 'Topic :: A'],
      ['classifiers', 'Topic :: B'],
      ['project_urls', 'Home, https://example.com'],
      ['requires_dist', 'a'],
      ['requires_dist', 'b'],
      ['import_name', 'sample'],
      ['import_namespace', 'space'],
    ]);
  });

  const formOf = (text: string): ReadonlyMap<string, string> => {
    const { metadata } = parseMetadata(Buffer.from(text));
    const distribution = sampleDistribution('sample-1.0.tar.gz', Buffer.from('sdist'));
    return new Map(uploadForm({ ...distribution, metadata }, []));
  };

  it.each(['', ' ', 'UNKNOWN', ' UNKNOWN\t', '\u00a0', 'UNKNOWN\u2003', '\u001c', 'UNKNOWN\u001f'])(
    'leaves out the value %j, as Warehouse does by the white space of Python',
    (value) => {
      const form = formOf(`Metadata-Version: 2.1\nName: sample\nVersion: 1\nAuthor: ${value}\n`);
      expect(form.has('author')).toBe(false);
    },
  );

  it.each(['\ufeff', 'unknown', 'UNKNOWN\ufeff', '\u200b', 'None'])('sends the value %j', (value) => {
    const form = formOf(`Metadata-Version: 2.1\nName: sample\nVersion: 1\nAuthor: ${value}\n`);
    expect(form.get('author')).toBe(value);
  });

  it('leaves out License-File below metadata 2.4', () => {
    const fields = new Map(
      uploadForm(
        sampleDistribution('sample-1.0.tar.gz', Buffer.from('sdist'), { 'license-file': ['LICENSE'] }),
        [],
      ),
    );
    expect([...fields.keys()]).not.toEqual(expect.arrayContaining(['license_file']));
    expect(fields.get('filetype')).toBe('sdist');
    expect(fields.get('pyversion')).toBe('source');
  });

  it.each([
    ['2.3', false],
    ['2.4', true],
    ['2.10', true],
    ['3.0', true],
  ])('of metadata %s sends License-File: %s', (version, sends) => {
    const form = formOf(`Metadata-Version: ${version}\nName: sample\nVersion: 1\nLicense-File: LICENSE\n`);
    expect(form.has('license_file')).toBe(sends);
  });

  it('sends all attestations as one array, and no field without any', () => {
    const distribution = sampleDistribution(WHEEL, Buffer.from('wheel'));
    const attestations = [sampleAttestation('one'), sampleAttestation('two')];
    const last = uploadForm(distribution, attestations).at(-1);
    expect(last?.[0]).toBe('attestations');
    expect(JSON.parse(last?.[1] ?? '')).toEqual(attestations);
    expect(uploadForm(distribution, []).some(([field]) => field === 'attestations')).toBe(false);
  });
});

describe('multipart', () => {
  it('is as long as it says, and what another parser reads is what was given, line endings kept', async () => {
    await fastCheck.assert(
      fastCheck.asyncProperty(
        fastCheck.uint8Array({ maxLength: 200 }),
        fastCheck.array(fastCheck.stringMatching(/^[ -~\r\né✓]{0,20}$/u), { maxLength: 3 }),
        async (bytes, values) => {
          const distribution = sampleDistribution(WHEEL, Buffer.from(bytes));
          const form = values.map((value) => ['description', value] as const);
          const body = multipart(form, distribution);
          expect((await bytesOf(body)).length).toBe(body.length);
          expect(await parsed(body)).toEqual({ fields: form, file: Buffer.from(bytes), name: WHEEL });
        },
      ),
      { numRuns: 50 },
    );
  });

  it('can be read again for another attempt', async () => {
    const body = multipart([], sampleDistribution(WHEEL, Buffer.from('wheel bytes')));
    expect(await bytesOf(body)).toEqual(await bytesOf(body));
  });

  it.each([
    ['other bytes', 'wheel bytes'],
    ['fewer bytes', 'wheel'],
    ['more bytes', 'wheel bytes, and then some'],
    ['far more bytes than were promised', 'wheel bytes '.repeat(100)],
  ])('breaks off before the final boundary at %s', async (_case, now) => {
    const distribution = sampleDistribution(WHEEL, Buffer.from('WHEEL bytes'));
    const body = multipart([], { ...distribution, content: contentOf(Buffer.from(now)) });
    const sent: Buffer[] = [];
    const reading = async () => {
      for await (const chunk of body.chunks()) sent.push(Buffer.from(chunk));
    };
    await expect(reading()).rejects.toMatchObject({ code: 'DISTRIBUTION_INVALID' });
    expect(Buffer.concat(sent).toString()).not.toMatch(/--\r\n$/);
    expect(Buffer.concat(sent).length).toBeLessThan(body.length);
  });

  it('keeps a hostile name from ending the header', async () => {
    const distribution = { ...sampleDistribution(WHEEL, Buffer.from('x')), name: 'a"\r\nX: y.whl' };
    expect((await bytesOf(multipart([], distribution))).toString()).toContain(
      'filename="a%22%0D%0AX: y.whl"',
    );
  });
});
