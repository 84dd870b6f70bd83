import { gzipSync } from 'node:zlib';
import { expect, it } from '@jest/globals';
import { Snapshot } from '@tufjs/models';
import { RefusedMetadata } from '../../../src/index-tuf/failure.ts';
import { metadataAt } from '../../../src/index-tuf/metadata-source.ts';
import { TrustedMetadata } from '../../../src/index-tuf/trusted-metadata.ts';
import type { HttpRequest } from '../../../src/ground/http.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { SILENT } from '../../support/virtual-platform.ts';

it('asks for compressed metadata, past caches and without credentials', async () => {
  const seen: HttpRequest[] = [];
  const body = gzipSync('{}');
  const http = {
    request: async (request: HttpRequest) => {
      seen.push(request);
      return { status: 200, statusText: 'OK', headers: { 'content-encoding': 'gzip' }, body };
    },
  };
  const platform = { http, clock: virtualClock(), runner: SILENT };
  const read = metadataAt('https://index.example/tuf//', platform);
  expect((await read('timestamp.json', 100))?.toString()).toBe('{}');
  expect(seen).toEqual([
    expect.objectContaining({
      method: 'GET',
      url: 'https://index.example/tuf/timestamp.json',
      headers: { 'accept-encoding': 'gzip', 'cache-control': 'no-cache' },
      maximumBytes: 100,
    }),
  ]);
});

it('reads nothing with the models as they are upstream', () => {
  const upstream = Snapshot.fromJSON.toString();
  expect(() => new TrustedMetadata(Buffer.from('{}'))).toThrow(RefusedMetadata);
  expect(Snapshot.fromJSON.toString()).not.toBe(upstream);
});
