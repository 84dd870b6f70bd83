import { describe, expect, it } from '@jest/globals';
import { isLoopback } from '../../../src/ground/loopback.ts';

describe('isLoopback', () => {
  it.each([
    'http://localhost:1/',
    'http://127.8.9.1/',
    'http://[::1]/',
    'http://0x7f.1/',
    'http://LOCALHOST/',
  ])('%s is', (url) => {
    expect(isLoopback(new URL(url).hostname)).toBe(true);
  });

  it.each([
    'http://127.0.0.1.example.com/',
    'http://localhost.example.com/',
    'http://index.localhost/',
    'http://localhost./',
    'http://localhosts/',
    'http://10.0.0.1/',
    'http://128.0.0.1/',
    'http://0.0.0.0/',
    'http://[::11]/',
    'http://[::ffff:127.0.0.1]/',
  ])('%s is not', (url) => {
    expect(isLoopback(new URL(url).hostname)).toBe(false);
  });
});
