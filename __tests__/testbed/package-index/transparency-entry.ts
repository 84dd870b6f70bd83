import { isRecord } from './types.ts';

type Rule = 'digits' | 'base64' | 'text' | Record<string, unknown>;

/** A log entry as PyPI's parser takes it: every key listed, no other, whole numbers as strings. */
const ENTRY: Record<string, Rule> = {
  logIndex: 'digits',
  logId: { keyId: 'base64' },
  kindVersion: { kind: 'text', version: 'text' },
  'integratedTime?': 'digits',
  'inclusionPromise?': { signedEntryTimestamp: 'base64' },
  'inclusionProof?': {
    logIndex: 'digits',
    rootHash: 'base64',
    treeSize: 'digits',
    hashes: 'base64[]',
    'checkpoint?': { envelope: 'text' },
  },
  canonicalizedBody: 'base64',
};

/** The first thing wrong with an entry's form; undefined where there is none. */
export function entryProblem(entry: Record<string, unknown>): string | undefined {
  const wrong = objectProblem(entry, ENTRY, '');
  if (wrong !== undefined) return wrong;
  const proof = entry['inclusionProof'];
  if (!isRecord(proof)) return undefined;
  const fits = BigInt(String(proof['treeSize'])) > BigInt(String(proof['logIndex']));
  return fits ? undefined : 'inclusionProof: Value error, treeSize must be greater than logIndex';
}

function objectProblem(value: unknown, rules: Record<string, unknown>, at: string): string | undefined {
  if (!isRecord(value)) return `${at}: Input should be an object`;
  const names = Object.keys(rules).map((name) => name.replace('?', ''));
  const extra = Object.keys(value).find((name) => !names.includes(name));
  if (extra !== undefined) return `${at}${extra}: Extra inputs are not permitted`;
  for (const [key, rule] of Object.entries(rules)) {
    const name = key.replace('?', '');
    const inner = value[name];
    if (inner === undefined || inner === null) {
      if (key.endsWith('?')) continue;
      return `${at}${name}: Field required`;
    }
    const wrong = isRecord(rule)
      ? objectProblem(inner, rule, `${at}${name}.`)
      : scalarProblem(inner, rule, at + name);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function scalarProblem(value: unknown, rule: unknown, at: string): string | undefined {
  if (rule === 'base64[]') {
    if (!Array.isArray(value)) return `${at}: Input should be a valid list`;
    return value.map((entry) => scalarProblem(entry, 'base64', at)).find((wrong) => wrong !== undefined);
  }
  if (typeof value !== 'string') return `${at}: Input should be a valid string`;
  if (rule === 'digits' && !/^\d+$/.test(value)) return `${at}: Input should be a string of digits`;
  if (rule === 'base64' && !/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value)) {
    return `${at}: Invalid base64`;
  }
  return undefined;
}
