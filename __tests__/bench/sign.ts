// What signing many files costs over signing one and over signing one by one: at Sigstore's own servers on this machine, then at
// the testbed with the waiting times of services far away, under both policies of how much is asked at once.
import { startGlobalAddress } from '../testbed/global-address.ts';
import { PUBLIC_GOOD, startPublicNames } from '../testbed/public-names.ts';
import { startTestbed } from '../testbed/testbed.ts';
import { startRealServices, type RealServices } from './real-services.ts';
import {
  certificatesOf,
  durationRows,
  durations,
  inTurns,
  memoryRow,
  signWheels,
  type Sample,
} from './sign-samples.ts';
import { always, atLeast, below, milliseconds, printTable, times, type Row } from './table.ts';
import { makeWheels } from './wheels.ts';

/** Medians of five; of three where a run takes long. */
const RUNS = { 1: 5, 250: 5, 1000: 3 } as const;
const SLOW_RUNS = 3;
/** Megabytes for 1,000 files. */
const MEMORY_GOAL = 200;
/** How many times longer 250 files may take than one, where entries are logged in batches. */
const BATCH_GOAL = 2;
const SEQUENCE_GOAL = 10;
const ADDRESS_RUNS = 5;
/** How many times longer 250 files may take where one entry is verified before the others are made. */
const ADDRESS_GOAL = 1.3;
/** Milliseconds that services far away take to answer. */
const LATENCY = { fulcio: 100, timestampAuthority: 50, rekor1: 100, rekor2: 50 };
const CHECKPOINT_INTERVAL = 1000;

async function realRows(services: RealServices): Promise<readonly Row[]> {
  const sampleOf =
    (rekor: 1 | 2) =>
    async (count: number): Promise<Sample> => {
      const before = await services.tokens();
      const seen = await signWheels(count, services.inputs(rekor), services.environment);
      return { ...seen, certificates: (await services.tokens()) - before };
    };
  const v2 = await inTurns(RUNS, sampleOf(2));
  const v1 = await inTurns(RUNS, sampleOf(1));
  const oneByOne: number[] = [];
  for (let run = 0; run < SLOW_RUNS; run += 1) {
    oneByOne.push((await services.signOneByOne(makeWheels(250, 1000))).milliseconds);
  }
  const certificates = certificatesOf(v1, v2);
  const ratio = times(oneByOne, durations(v1, 250));
  return [
    ...durationRows('Rekor v2', v2, BATCH_GOAL),
    ...durationRows('Rekor v1', v1),
    {
      what: `Rekor v1: 250 files, \`${services.otherVersion} sign\`, one by one`,
      measured: milliseconds(oneByOne),
      ratio: `${ratio.toFixed(1)} × wheelseal`,
      goal: atLeast(ratio, SEQUENCE_GOAL, `${SEQUENCE_GOAL} × wheelseal`),
    },
    memoryRow('Rekor v2', v2, 1000, MEMORY_GOAL),
    memoryRow('Rekor v1', v1, 1000, MEMORY_GOAL),
    {
      what: 'certificates a run',
      measured: [...new Set(certificates)].join(', '),
      goal: always(certificates, 1),
    },
  ];
}

const options = {
  sigstore: { latency: LATENCY, checkpointIntervalMs: CHECKPOINT_INTERVAL },
  index: { acceptsRekorV2: true },
};
const trustRequests: number[] = [];

/** One run at an own instance: as much at once as it takes. */
const atOwn =
  (rekor: 1 | 2) =>
  async (count: number): Promise<Sample> => {
    const testbed = await startTestbed({ ...options, sigstore: { ...options.sigstore, rekor } });
    const { inputs, environment, sigstore } = testbed;
    try {
      const own = {
        'sigstore-tuf-url': inputs['sigstore-tuf-url'],
        'sigstore-tuf-root': inputs['sigstore-tuf-root'],
      };
      const seen = await signWheels(count, { ...own, 'rekor-version': String(rekor) }, environment);
      trustRequests.push(sigstore.tuf.requests.filter(({ path }) => path === '/timestamp.json').length);
      return { ...seen, certificates: sigstore.fulcio.certificates };
    } finally {
      await testbed.close();
    }
  };

/** One run at a private instance whose Rekor v2 stands behind an address, which the trusted root names or not. */
const atAddress =
  (isNamed: boolean) =>
  async (count: number): Promise<Sample> => {
    const { inputs, environment, sigstore, close } = await startTestbed(options);
    const address = await startGlobalAddress([sigstore.rekor2]);
    try {
      // Both go through the address, so that what it costs is in both.
      const addressed = (document: object): object =>
        JSON.parse(JSON.stringify(document).replaceAll(sigstore.rekor2.url, address.url)) as object;
      const root = sigstore.trustedRoot();
      sigstore.tuf.publish({
        'signing_config.v0.2.json': addressed(sigstore.signingConfig({ rekor: [2] })),
        'trusted_root.json': isNamed ? addressed(root) : root,
      });
      const own = {
        'sigstore-tuf-url': inputs['sigstore-tuf-url'],
        'sigstore-tuf-root': inputs['sigstore-tuf-root'],
      };
      const seen = await signWheels(count, own, environment);
      return { ...seen, certificates: sigstore.fulcio.certificates };
    } finally {
      await address.close();
      await close();
    }
  };

/** A log behind an address that the root does not name, beside the same log at an address that it does: in turns, 250 files each. */
async function addressRows(): Promise<readonly Row[]> {
  const [named, behind]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < ADDRESS_RUNS; turn += 1) {
    named.push((await atAddress(true)(250)).milliseconds);
    behind.push((await atAddress(false)(250)).milliseconds);
  }
  const ratio = times(behind, named);
  return [
    { what: 'Rekor v2: 250 files, at an address that the root names', measured: milliseconds(named) },
    {
      what: 'Rekor v2: 250 files, behind one that it does not name',
      measured: milliseconds(behind),
      ratio: `${ratio.toFixed(2)} × named`,
      goal: below(ratio, ADDRESS_GOAL, `${ADDRESS_GOAL} × named`),
    },
  ];
}

/** One run at services that have the public ones' names, through a proxy that speaks TLS as them. */
const atPublic =
  (rekor: 1 | 2) =>
  async (count: number): Promise<Sample> => {
    const services = await startPublicNames(PUBLIC_GOOD, options);
    try {
      const inputs = { ...services.ownInstance, 'rekor-version': String(rekor) };
      const { RUNNER_DEBUG: _, ...environment } = services.environment;
      const seen = await signWheels(count, inputs, environment);
      return { ...seen, certificates: services.sigstore.fulcio.certificates };
    } finally {
      await services.close();
    }
  };

async function policyRows(): Promise<readonly Row[]> {
  const counts = { 1: 5, 250: 5 } as const;
  const own2 = await inTurns(counts, atOwn(2));
  const public2 = await inTurns(counts, atPublic(2));
  const own1 = await inTurns(counts, atOwn(1));
  const public1 = await inTurns({ 1: 5, 250: SLOW_RUNS }, atPublic(1));
  const certificates = certificatesOf(own1, own2, public1, public2);
  const behindAddress = await addressRows();
  return [
    ...durationRows('Rekor v2, own instance (256 at once)', own2, BATCH_GOAL),
    ...durationRows('Rekor v2, public-good (32 at once, rising to 256)', public2),
    ...behindAddress,
    ...durationRows('Rekor v1, own instance (64 at once)', own1),
    ...durationRows('Rekor v1, public-good (16 at once, 8 a second)', public1),
    {
      what: 'certificates a run',
      measured: [...new Set(certificates)].join(', '),
      goal: always(certificates, 1),
    },
    {
      what: 'requests of TUF’s timestamp.json a run',
      measured: [...new Set(trustRequests)].join(', '),
      goal: always(trustRequests, 1),
    },
  ];
}

const services = await startRealServices();
try {
  printTable('sign, at Sigstore’s own servers on this machine', await realRows(services));
} finally {
  services.close();
}
const { fulcio, timestampAuthority, rekor1 } = LATENCY;
printTable(
  `sign, at the testbed: Fulcio answers in ${fulcio} ms, the timestamp authority in ${timestampAuthority} ms, Rekor v1 in ${rekor1} ms, Rekor v2 with a checkpoint a second`,
  await policyRows(),
);
