import { describe, expect, it } from '@jest/globals';
import {
  isPerFile,
  needsBlake2b,
  targetPath,
  templateFault,
} from '../../../src/index-tuf/target-template.ts';

const FACTS = {
  project: 'demo',
  version: '1.0',
  filename: 'demo-1.0.tar.gz',
  sha256: 'ab'.repeat(32),
  blake2b: '0123456789abcdef'.repeat(4),
};

describe('a target path', () => {
  it.each([
    ['{filename}', 'demo-1.0.tar.gz', true],
    ['{project}/{version}/{filename}', 'demo/1.0/demo-1.0.tar.gz', true],
    ['files/{sha256}', `files/${'ab'.repeat(32)}`, true],
    ['{blake2b-path}/{filename}', `01/23/${FACTS.blake2b.slice(4)}/demo-1.0.tar.gz`, true],
    ['{project}', 'demo', false],
    ['simple/{project}/index.html', 'simple/demo/index.html', false],
  ])('%s', (template, path, perFile) => {
    expect(templateFault(template)).toBeUndefined();
    expect(targetPath(template, FACTS)).toBe(path);
    expect(isPerFile(template)).toBe(perFile);
    expect(needsBlake2b(template)).toBe(template.includes('blake'));
  });

  it('is made of what a name has, not of what it looks like', () => {
    expect(targetPath('{filename}', { ...FACTS, filename: '$&{sha256}' })).toBe('$&{sha256}');
  });

  it.each([
    [
      '{name}',
      '{name} is unknown; expected one of {project}, {version}, {filename}, {sha256}, {blake2b-path}',
    ],
    ['{constructor}', '{constructor} is unknown; expected one of'],
    ['{filename', 'it has a brace without its pair'],
    ['{version}', 'it names neither file nor project'],
    ['demo', 'it names neither file nor project'],
  ])('%s is refused', (template, fault) => {
    expect(templateFault(template)).toContain(fault);
  });
});
