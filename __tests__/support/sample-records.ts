// A wheel and an sdist of one release, and ledgers that tell of them.
import type { LoggedAttestation } from '../../src/attestations/attestation.ts';
import type { Distribution } from '../../src/distributions/distribution.ts';
import { explain } from '../../src/errors.ts';
import { parseInputs } from '../../src/inputs/inputs.ts';
import { Ledger } from '../../src/ledger.ts';
import { describeIndex } from '../../src/package-index/hosts.ts';
import type { PresentFile, Presence, ServedAttestations } from '../../src/package-index/package-index.ts';
import { planRelease } from '../../src/plan.ts';
import type { RunRecord } from '../../src/records.ts';
import { makeReport, type Report } from '../../src/report/report.ts';
import { Secret } from '../../src/ground/secret.ts';

export function distribution(name: string, kind: 'wheel' | 'sdist' = 'wheel'): Distribution {
  const content = {
    size: 3,
    read: async () => Buffer.from('abc'),
    chunks: async function* () {
      yield Buffer.from('abc');
    },
    close: async () => {},
  };
  const [project = '', version = ''] = name.replace('.tar.gz', '').split('-');
  const common = {
    size: 1234,
    sha256: 'ab'.repeat(32),
    metadata: new Map(),
    findings: [],
    doubtfulTag: false,
    line: 0,
    content,
    pythonTag: 'py3',
  };
  return { name, path: `/dist/${name}`, kind, project, version, ...common };
}

export const wheel = distribution('demo-1.0-py3-none-any.whl');
export const sdist = distribution('demo-1.0.tar.gz', 'sdist');
export const there: PresentFile = {
  name: wheel.name,
  sha256: wheel.sha256,
  url: 'https://files.example/w',
};

/** The index says that it serves the attestations of a file. */
export const seen: ServedAttestations = { kind: 'seen', publisher: 'GitHub octo/demo release.yml' };

/** The index has a file with the same bytes, and says so of its attestations. */
export function identical(attestations: ServedAttestations = { kind: 'none' }): Presence {
  return { kind: 'identical', file: there, attestations };
}

export function made(name: string): LoggedAttestation {
  const attestation = {
    version: 1 as const,
    verification_material: {
      certificate: '',
      transparency_entries: [
        {
          logIndex: '0',
          logId: { keyId: '' },
          kindVersion: { kind: 'dsse', version: '0.0.1' },
          integratedTime: '0',
          inclusionProof: {
            logIndex: '0',
            rootHash: '',
            treeSize: '1',
            hashes: [],
            checkpoint: { envelope: '' },
          },
          canonicalizedBody: '',
        },
      ] as const,
    },
    envelope: { statement: '', signature: '' },
  };
  return {
    form: 'attestation',
    attestation,
    predicateType: 'https://docs.pypi.org/attestations/publish/v1',
    path: `/attestations/${name}.publish.attestation`,
    adopted: false,
    rekorVersion: 1,
    logIndex: '7',
    logUrl: undefined,
    signedAt: new Date(0),
    signedBy: {
      repository: 'https://github.com/octo/demo',
      workflow: 'https://github.com/octo/demo/.github/workflows/release.yml@refs/tags/v1',
      commit: 'c0ffee'.repeat(6) + '0000',
      notBefore: new Date('2026-11-21T10:00:00Z'),
      notAfter: new Date('2026-11-21T10:10:00Z'),
    },
  };
}

export function ledgerWith(
  raw: Record<string, string> = {},
  presence: ReadonlyMap<string, Presence> = new Map(),
  names: readonly string[] = [sdist.name, wheel.name],
): Ledger {
  const ledger = new Ledger();
  const url = raw['repository-url'] ?? 'https://upload.pypi.org/legacy/';
  ledger.began(
    parseInputs(raw, (value) => new Secret(value)),
    describeIndex(url, 'auto', raw['check-url']),
  );
  ledger.planned(
    planRelease(
      names.map((name) => distribution(name, name.endsWith('.whl') ? 'wheel' : 'sdist')),
      presence,
    ),
  );
  return ledger;
}

export const untroubled = { error: undefined, cancelled: false };

/** What a ledger has come to. */
export function recordOf(ledger: Ledger): RunRecord {
  return ledger.snapshot(new Date(Date.UTC(2026, 10, 21, 10)));
}

/** The report of a ledger. */
export function reportOf(
  ledger: Ledger,
  { error, cancelled }: { error: unknown; cancelled: boolean } = untroubled,
): Report {
  const failure = error === undefined ? undefined : explain(error);
  return makeReport(recordOf(ledger), { failure, cancelled });
}
