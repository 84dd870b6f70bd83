import { PROJECT_NAME } from './metadata.ts';
import { Refusal } from './types.ts';

type Fields = Record<string, string[]>;

/** Upload-form rules, in Warehouse's order; the first one broken is answered. */
export function checkUploadForm(fields: Fields): void {
  if ((fields['protocol_version']?.[0] ?? '1') !== '1') throw new Refusal(400, 'Unknown protocol version.');
  const name = fields['name']?.[0];
  if (name === undefined) throw invalid('name', 'This field is required.');
  if (!PROJECT_NAME.test(name)) {
    const rule = "Start and end with a letter or numeral containing only ASCII numeric and '.', '_' and '-'.";
    throw invalid('name', rule);
  }
  const filetype = fields['filetype']?.[0];
  if (filetype === undefined) throw invalid('filetype', 'This field is required.');
  if (filetype !== 'sdist' && filetype !== 'bdist_wheel') throw invalid('filetype', 'Use a known file type.');
  const hex = /^[0-9a-f]{64}$/i;
  for (const [field, algorithm] of [
    ['sha256_digest', 'SHA256'],
    ['blake2_256_digest', 'BLAKE2'],
  ] as const) {
    const value = fields[field]?.[0];
    if (value !== undefined && !hex.test(value)) {
      throw invalid(field, `Use a valid, hex-encoded, ${algorithm} message digest.`);
    }
  }
  checkTogether(fields, filetype);
}

function checkTogether(fields: Fields, filetype: string): void {
  const pyversion = fields['pyversion']?.[0];
  if (filetype === 'bdist_wheel' && pyversion === undefined) {
    throw new Refusal(400, 'Error: Python version is required for binary distribution uploads.');
  }
  if (filetype === 'sdist' && pyversion !== undefined && pyversion !== 'source') {
    throw new Refusal(400, "Error: Use 'source' as Python version for an sdist.");
  }
  const digests = [fields['md5_digest'], fields['sha256_digest'], fields['blake2_256_digest']];
  if (digests.every((digest) => digest === undefined)) {
    throw new Refusal(400, 'Error: Include at least one message digest.');
  }
}

function invalid(field: string, text: string): Refusal {
  return new Refusal(400, `Invalid value for ${field}. Error: ${text}`);
}
