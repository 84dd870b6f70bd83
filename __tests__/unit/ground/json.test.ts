import { describe, expect, it } from '@jest/globals';
import {
  asArray,
  asObject,
  asString,
  jsonReader,
  parseJson,
  tryParseJson,
} from '../../../src/ground/json.ts';

class Fault extends Error {}

const json = jsonReader((reason, cause) => new Fault(reason, { cause }));

const reasonOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof Fault) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('a reader of JSON', () => {
  it('reads objects with just the members that are known', () => {
    const read = (value: unknown): string =>
      reasonOf(() => json.exactObject(value, 'entry', ['kind'], ['version']));
    expect(json.exactObject({ kind: 'a', version: 1 }, 'entry', ['kind'], ['version']).get('version')).toBe(
      1,
    );
    expect(read({ kind: null })).toBe('accepted');
    expect(read({ version: 1 })).toBe('entry.kind is missing');
    expect(read({ kind: 'a', more: 1 })).toBe('entry.more is not known');
    expect(read(parseJson('{"kind": 1, "__proto__": 2}'))).toBe('entry.__proto__ is not known');
    expect(read([])).toBe('entry must be an object');
    expect(read(null)).toBe('entry must be an object');
  });

  it('reads arrays, and texts that are not empty', () => {
    expect(json.array([1], 'list')).toEqual([1]);
    expect(reasonOf(() => json.array({ length: 0 }, 'list'))).toBe('list must be an array');
    expect(json.text('a', 'name')).toBe('a');
    expect(reasonOf(() => json.text('', 'name'))).toBe('name must be a non-empty string');
    expect(reasonOf(() => json.text(1, 'name'))).toBe('name must be a non-empty string');
  });

  it('reads whole numbers as protobuf writes them, and as numbers where it is told to', () => {
    expect(json.integer('9223372036854775807', 'index')).toBe('9223372036854775807');
    expect(json.integer(7, 'index', 'numbers')).toBe('7');
    for (const value of [7, '', '-1', '01', '1.0', '1e3', ' 1', '10000000000000000000', null]) {
      expect(reasonOf(() => json.integer(value, 'index'))).toBe(
        'index must be a whole number written as a string',
      );
    }
    for (const value of [-1, 1.5, 2 ** 53, Number.NaN, true]) {
      expect(reasonOf(() => json.integer(value, 'index', 'numbers'))).toBe('index must be a whole number');
    }
  });

  it('reads standard base64 alone', () => {
    expect(json.base64('/+8=', 'hash')).toBe('/+8=');
    for (const value of ['_-8=', '/+8', '/+8=\n', 'AB', '!']) {
      expect(reasonOf(() => json.base64(value, 'hash'))).toBe('hash must be standard base64');
    }
  });

  it('reads UTF-8, and keeps the cause', () => {
    expect(json.parse(Buffer.from('{"a": [1]}'), 'body')).toEqual({ a: [1] });
    for (const bytes of [Buffer.from('{'), Buffer.from([0x22, 0xff, 0x22]), Buffer.alloc(0)]) {
      expect(reasonOf(() => json.parse(bytes, 'body'))).toBe('body is not JSON in UTF-8');
    }
    expect(() => json.parse(Buffer.from('{'), 'body')).toThrow(
      expect.objectContaining({ cause: expect.any(SyntaxError) }),
    );
  });
});

describe('JSON of unknown shape', () => {
  it('is undefined, or without elements, where it is something else', () => {
    expect(tryParseJson('{')).toBeUndefined();
    expect(tryParseJson(Buffer.from([0xff]))).toBeUndefined();
    expect(asObject([1])).toBeUndefined();
    expect(asObject(null)).toBeUndefined();
    expect(asObject({ a: 1 })?.get('constructor')).toBeUndefined();
    expect(asArray({ 0: 'a' })).toEqual([]);
    expect(asArray(['a'])).toEqual(['a']);
    expect(asString(1)).toBeUndefined();
    expect(asString('')).toBe('');
  });
});
