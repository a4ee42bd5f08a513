import { Secret } from '@safelight/core';
import {
  createClient,
  implement,
  noSecurity,
  silentLogger,
  startService,
  type ServiceSecurity,
} from '@safelight/service-kit';
import { identityOf, newAuthority } from '@safelight/service-kit/testing/certificates';
import { evaluatorContract } from '@safelight/wire';
import { median, type Row } from './row.ts';

const { evaluate } = evaluatorContract.methods;
const contract = { service: evaluatorContract.service, methods: { evaluate } } as const;
const evaluation = {
  scores: { aesthetic: 3, instruction: 4 },
  confidence: 1,
  metrics: [],
  rationale: 'fine',
  evaluatorVersion: 'bench/1',
};
const echo = implement(contract, { evaluate: async () => ({ evaluation }) });

const ways = ['none', 'token', 'mtls'] as const;
type Way = (typeof ways)[number];
const sizes = [
  { name: '1 KiB', bytes: 1_024, callsPerRound: 400 },
  { name: '2 MiB', bytes: 2_097_152, callsPerRound: 15 },
] as const;
const rounds = 25;

/** What a unary call costs with a token and with certificates on both sides, against one with neither. */
export async function benchSecurity(): Promise<Row[]> {
  await using open = new AsyncDisposableStack();
  const identity = open.use(await identityOf(await newAuthority('bench')));
  const securities: Readonly<Record<Way, ServiceSecurity>> = {
    none: noSecurity,
    token: { kind: 'token', token: new Secret('bench-token-bench-token-bench-token') },
    mtls: identity.security,
  };
  const started = await Promise.all(
    ways.map(async (way) => {
      const security = securities[way];
      const options = { name: way, implementations: [echo], logger: silentLogger, security };
      const { address } = open.use(await startService(options));
      const client = open.adopt(createClient(evaluatorContract, address, { security }), (one) => one.close());
      return [way, client] as const;
    }),
  );
  const rows: Row[] = [];
  for (const { name, bytes, callsPerRound } of sizes) {
    const request = { before: new Uint8Array(bytes), after: new Uint8Array(1), instruction: 'warmer' };
    const took: Record<Way, number[]> = { none: [], token: [], mtls: [] };
    // By turns, so that a noisy moment of the machine meets all three; the first round warms up.
    for (let round = 0; round <= rounds; round++) {
      for (const [way, client] of started) {
        const start = performance.now();
        for (let i = 0; i < callsPerRound; i++) await client.evaluate(request);
        if (round > 0) took[way].push((performance.now() - start) / callsPerRound);
      }
    }
    const plain = median(took.none);
    rows.push({ name: `a unary call of ${name}, no security`, value: plain, unit: 'ms', note: 'one after the other' });
    for (const way of ['token', 'mtls'] as const) {
      rows.push({ name: `a unary call of ${name}, ${way} ÷ none`, value: median(took[way]) / plain, unit: '×' });
    }
  }
  return rows;
}
