import { isMetadataVersionAtLeast } from './check-metadata.ts';
import type { CoreMetadata } from '../distribution.ts';
import { againstIndex } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { singleValue } from './metadata.ts';

/** License-File fields (metadata 2.4 and later) whose file is not in the archive's licence folder. PEP 639 */
export function checkLicenseFiles(
  metadata: CoreMetadata,
  folder: string,
  members: { has(path: string): boolean },
): Finding[] {
  if (!isMetadataVersionAtLeast(singleValue(metadata, 'metadata-version') ?? '0.0', '2.4')) return [];
  return (metadata.get('license-file') ?? []).flatMap((path) => {
    if (/\.\.|[*\\]|^\/|^[A-Za-z]:/.test(path)) {
      const answer = `'${path}' is invalid for 'license-file'`;
      return [againstIndex(`License-File '${path}' is not a plain relative path`, answer)];
    }
    if (members.has(`${folder}/${path}`)) return [];
    const answer = `License-File ${path} does not exist in distribution file`;
    return [againstIndex(`License-File '${path}' is not at ${folder}/${path}`, answer)];
  });
}
