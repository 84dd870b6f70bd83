import type { HintedIndex, RefusalRule } from './refusal-rule.ts';

interface FileRule {
  readonly pattern: RegExp;
  readonly hint: string | ((index: HintedIndex) => string);
}

const REBUILD = 'Build the file again with a current build backend: name, version and contents must agree.';

const RULES: readonly FileRule[] = [
  {
    pattern: /description failed to render/i,
    hint: 'Correct the README or its content type; `twine check` shows the line.',
  },
  {
    pattern: /unsupported platform tag '(?:emscripten|pyodide)/i,
    hint: 'Build with cibuildwheel 4 or newer, which names the platform pyemscripten_* (PEP 783).',
  },
  {
    pattern: /unsupported platform tag '(?!linux_|manylinux(?:1|2010|2014)_)\w/i,
    hint: ({ title }) => `Build the wheel for a platform that ${title} accepts.`,
  },
  {
    pattern: /unsupported platform tag/i,
    hint: 'Repair the wheel with auditwheel or delocate, or build it with cibuildwheel.',
  },
  { pattern: /file extension/i, hint: REBUILD },
  {
    pattern:
      /Non-ASCII|Invalid value for|is an? invalid|is invalid for|introduced in metadata version|has invalid data|local versions|direct dependenc|valid classifier|classifier .*deprecated|specifications\/core-metadata/i,
    hint: 'Correct the field that the index names in pyproject.toml (or setup.cfg), then build again.',
  },
  {
    pattern: /encrypted content is not allowed/i,
    hint: ({ title }) => `Build without PyArmor or SourceDefender: ${title} accepts no encrypted source.`,
  },
  {
    pattern: /archive not accepted: Sparse members/i,
    hint: 'Pack the sdist without sparse members: build it with a current build backend, not with `tar --sparse`.',
  },
  {
    pattern: /ZIP archive not accepted/i,
    hint: 'Build the wheel again with a current build backend, and do not modify it with a tool that leaves other records in the archive: see https://docs.pypi.org/archives.',
  },
  {
    pattern: /archive not accepted/i,
    hint: 'Build the sdist again with a current build backend, and do not repack it: see https://docs.pypi.org/archives.',
  },
  {
    pattern: /exceeds compression ratio/i,
    hint: 'Leave generated or repetitive data out of the archive: it unpacks to more than 50 times its size.',
  },
  {
    pattern: /supported compression type/i,
    hint: 'Pack the archive with deflate or without compression: the index supports no other method.',
  },
  {
    pattern: /number of top-level directories|PKG-INFO not found/i,
    hint: 'Pack the sdist as one directory, NAME-VERSION, with PKG-INFO in it, as current build backends do.',
  },
  {
    pattern: /Invalid distribution file\. (?:None|File is (?:not|both))/i,
    hint: 'Build the file again, and upload it from one job only: it is damaged, or two artifacts contained a file of this name.',
  },
  {
    pattern: /License-File .* does not exist/i,
    hint: 'Add the file to the distribution, or correct `license-files` in pyproject.toml.',
  },
  {
    pattern: /invalid entry points/i,
    hint: 'Correct `scripts` and `entry-points` in pyproject.toml.',
  },
  {
    pattern: /filename (?:is )?too long/i,
    hint: 'Shorten the name of the wheel: its build tag or local part, or name fewer tags.',
  },
  {
    pattern:
      /Invalid distribution file|should contain the normalized|Start filename for|Version in filename|wheel filename|source distribution filename|build number|is invalid, should be|does not contain the required|does not exist in distribution file|entry points|cannot upload a file with/i,
    hint: REBUILD,
  },
];

/** What an index rejects in a file itself, its name, metadata or archive: no run gets these bytes accepted. First match wins. */
export const FILE_REFUSALS: readonly RefusalRule[] = RULES.map(({ pattern, hint }) => ({
  pattern,
  remedy: (index) => ({
    hint: typeof hint === 'string' ? hint : hint(index),
    rerun: 'needs-new-files',
  }),
}));
