import { describe, expect, it } from '@jest/globals';
import {
  PUBLISH_PREDICATE_TYPE,
  parseStatement,
  publishStatement,
} from '../../../src/attestations/statement.ts';

const SHA256 = 'ab'.repeat(32);
const TEXT = publishStatement('demo-1.0.tar.gz', SHA256).toString();

describe('the publish statement', () => {
  it('is these bytes', () => {
    expect(TEXT).toBe(
      `{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"demo-1.0.tar.gz","digest":{"sha256":"${SHA256}"}}],` +
        '"predicateType":"https://docs.pypi.org/attestations/publish/v1","predicate":{}}',
    );
  });

  it('is read as it was written, and with null for its predicate', () => {
    expect(parseStatement(Buffer.from(TEXT))).toEqual({
      subject: { name: 'demo-1.0.tar.gz', sha256: SHA256 },
      predicateType: PUBLISH_PREDICATE_TYPE,
      predicate: new Map(),
    });
    expect(parseStatement(Buffer.from(TEXT.replace('{}}', 'null}'))).predicate).toBeUndefined();
  });

  it.each([
    ['another type', 'Statement/v1', 'Statement/v0.1', '_type must be https://in-toto.io/Statement/v1'],
    ['no predicate', ',"predicate":{}', '', 'statement.predicate is missing'],
    [
      'a list for a predicate',
      '"predicate":{}',
      '"predicate":[]',
      'statement.predicate must be an object or null',
    ],
    ['upper-case hex', SHA256, SHA256.toUpperCase(), 'must be 64 lower-case hex digits'],
    ['digests that verifiers do not know', '"sha256"', '"md5":"a","sha256"', 'digest.md5 is not known'],
    ['two subjects', '"subject":[', '"subject":[{},', 'must have one element, not 2'],
    ['no name', 'demo-1.0.tar.gz', '', 'subject[0].name must be a non-empty string'],
  ])('is refused with %s', (_name, from, to, message) => {
    expect(() => parseStatement(Buffer.from(TEXT.replace(from, to)))).toThrow(message);
  });
});
