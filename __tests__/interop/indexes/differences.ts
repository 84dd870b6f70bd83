// Where other tools fill the upload form otherwise than the action does, and why the action's way is right.
import type { PostedForm } from './recording-proxy.ts';

export interface Difference {
  /** The file, by the Metadata-Version it has. */
  readonly metadataVersion: string;
  readonly field: string;
  readonly ours: readonly string[] | undefined;
  readonly theirs: readonly string[] | undefined;
}

interface Explained extends Difference {
  readonly tool: 'twine' | 'uv';
  readonly why: string;
}

const HEX = /^[0-9a-f]{64}$/;
const SECOND_DIGEST =
  'Indexes need one digest, and all take SHA-256: a second costs a second pass over every byte.';
const NO_TYPE =
  'RFC 7578 §4.4 takes a part without a type as text; Warehouse wants one, which is not an image.';

/** All differences there are for the release of dists.ts; `HEX` stands for some digest. */
export const EXPLAINED: readonly Explained[] = [
  ...(['twine', 'uv'] as const).flatMap((tool) =>
    ['2.1', '2.2', '2.4'].map((metadataVersion) => ({
      tool,
      metadataVersion,
      field: 'blake2_256_digest',
      ours: undefined,
      theirs: ['HEX'],
      why: SECOND_DIGEST,
    })),
  ),
  ...['2.1', '2.2', '2.4'].map((metadataVersion) => ({
    tool: 'uv' as const,
    metadataVersion,
    field: 'content, its type',
    ours: ['application/octet-stream'],
    theirs: ['text/plain'],
    why: NO_TYPE,
  })),
  {
    tool: 'twine',
    metadataVersion: '2.1',
    field: 'platform',
    ours: undefined,
    theirs: ['UNKNOWN'],
    why: 'Old distutils wrote UNKNOWN for nothing. Warehouse deletes it, other indexes would keep it.',
  },
  {
    tool: 'twine',
    metadataVersion: '2.4',
    field: 'keywords',
    ours: ['one,two,three'],
    theirs: ['one, two, three'],
    why: 'Sent as the file has it; twine takes the list apart and joins it again.',
  },
  {
    tool: 'uv',
    metadataVersion: '2.1',
    field: 'license_file',
    ours: undefined,
    theirs: ['LICENSE'],
    why: 'The field came with 2.4: PyPI refuses it with older metadata, where setuptools wrote it nevertheless.',
  },
  {
    tool: 'uv',
    metadataVersion: '2.2',
    field: 'requires_python',
    ours: undefined,
    theirs: [''],
    why: 'Old GitLab wanted the field; today it is optional there, and elsewhere an empty one is as good as none.',
  },
];

/** The differences of one tool from the table, without the reasons. */
export function explained(tool: 'twine' | 'uv'): readonly Difference[] {
  return EXPLAINED.filter((each) => each.tool === tool)
    .map(({ metadataVersion, field, ours, theirs }) => ({ metadataVersion, field, ours, theirs }))
    .toSorted(byPlace);
}

/** Where two forms of the same file differ; digests are shown as `HEX`. */
export function differences(ours: PostedForm, theirs: PostedForm): readonly Difference[] {
  const [metadataVersion = ''] = ours.fields['metadata_version'] ?? [];
  const [own, other] = [flat(ours), flat(theirs)];
  return [...new Set([...Object.keys(own), ...Object.keys(other)])]
    .filter((field) => JSON.stringify(own[field]) !== JSON.stringify(other[field]))
    .map((field) => ({ metadataVersion, field, ours: own[field], theirs: other[field]?.map(digestAsHex) }))
    .toSorted(byPlace);
}

/** In the table's order. */
export function byPlace(one: Difference, other: Difference): number {
  const [key, otherKey] = [one, other].map(({ metadataVersion, field }) => `${metadataVersion} ${field}`);
  return (key ?? '') < (otherKey ?? '') ? -1 : 1;
}

function flat({ fields, files }: PostedForm): Readonly<Record<string, readonly string[]>> {
  return {
    ...fields,
    'content, its field': files.map(({ field }) => field),
    'content, its name': files.map(({ filename }) => filename),
    'content, its type': files.map(({ type }) => type),
    'content, its SHA-256': files.map(({ sha256 }) => sha256),
  };
}

function digestAsHex(value: string): string {
  return HEX.test(value) ? 'HEX' : value;
}
