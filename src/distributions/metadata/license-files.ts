import type { CoreMetadata } from '../distribution.ts';
import { againstIndex, quoted } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { invalidValue, isMetadataVersionAtLeast, singleValue, valuesOf } from './fields.ts';

/** License-File fields (metadata 2.4 and later) whose file is not in the archive's licence folder. PEP 639 */
export function checkLicenseFiles(
  metadata: CoreMetadata,
  folder: string,
  members: { has(path: string): boolean },
): Finding[] {
  if (!isMetadataVersionAtLeast(singleValue(metadata, 'metadata-version') ?? '0.0', '2.4')) return [];
  return valuesOf(metadata, 'license-file').flatMap((path) => {
    if (!isPlainPath(path)) return [invalidValue('license-file', path, 'is not a plain relative path')];
    if (members.has(`${folder}/${path}`)) return [];
    const answer = `License-File ${path} does not exist in distribution file`;
    return [
      againstIndex(
        `License-File ${quoted(path)} is not at ${folder}/${path}`,
        answer,
        'Add the file to the distribution, or correct `license-files` in pyproject.toml.',
      ),
    ];
  });
}

/** Relative, with `/` between its parts, and as `pathlib` writes it: no `.`, no doubled slash, no slash at its end. */
function isPlainPath(path: string): boolean {
  if (/\.\.|[*\\]|^[A-Za-z]:/.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.');
}
