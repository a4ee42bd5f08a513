/**
 * `npm run bench [-- name …]`: measures and prints one table for people and, as the last line, one JSON object for
 * machines. The machines this runs on are shared and noisy: quote the ratios, which come from one run.
 * `npm run bench -- agent …` measures what the agent does, not how fast; `--help` there is a wrong option away.
 * `npm run bench -- faults …` measures what is lost when everything is killed, held and poisoned.
 * `npm run bench -- autoscale …` simulates rules of scaling, and extrapolates on paper.
 * `npm run bench -- fleet` measures throughput against the number of runners and sandboxes.
 * `npm run bench -- api …` measures what the platform costs, with and without real PostgreSQL, Kafka and S3.
 */
import { cpus } from 'node:os';
import { goalMet, table, type Row } from './row.ts';

const benches: Record<string, () => Promise<() => Promise<readonly Row[]>>> = {
  engine: async () => (await import('./engine.ts')).benchEngine,
  gpu: async () => (await import('./gpu.ts')).benchGpu,
  groups: async () => (await import('./groups.ts')).benchGroups,
  proxy: async () => (await import('./proxy.ts')).benchProxy,
  scale: async () => (await import('./scale.ts')).benchScale,
  batch: async () => (await import('./batch.ts')).benchBatch,
  render: async () => (await import('./render.ts')).benchRender,
  turn: async () => (await import('./turn.ts')).benchTurn,
  edit: async () => (await import('./edit.ts')).benchEdit,
  security: async () => (await import('./security.ts')).benchSecurity,
  inference: async () => (await import('./inference/inference.ts')).benchInference,
  agent: async () => (await import('./agent/agent.ts')).benchAgent,
};

const asked = process.argv.slice(2);
// The agent's bench has options of its own when it is asked for first.
if (asked[0] === 'agent') {
  process.exit(await (await import('./agent/agent.ts')).agentCommand(asked.slice(1)));
}
// Breaks an installation of its own, so it stands alone and is not among those that measure.
if (asked[0] === 'faults') {
  process.exit(await (await import('./faults/faults.ts')).faultsCommand(asked.slice(1)));
}
// Has options of its own, and servers that the others do not need.
if (asked[0] === 'api') {
  process.exit(await (await import('./api/api.ts')).apiCommand(asked.slice(1)));
}
// Simulates instead of measuring: the same on every machine.
if (asked[0] === 'autoscale') {
  process.exit(await (await import('./autoscale/autoscale.ts')).autoscaleCommand(asked.slice(1)));
}
// Starts an installation of many processes, so it stands alone.
if (asked.length === 1 && asked[0] === 'fleet')
  benches['fleet'] = async () => (await import('./fleet/fleet.ts')).benchFleet;
const unknown = asked.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`No bench named ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}

const rows: (Row & { bench: string })[] = [];
for (const name of asked.length > 0 ? asked : Object.keys(benches)) {
  console.error(`bench: ${name} …`);
  const bench = await benches[name]!();
  for (const row of await bench()) rows.push({ bench: name, ...row });
}
const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version };
console.log(`\n${machine.cores} cores, ${machine.cpu}, Node ${machine.node}\n\n${table(rows)}\n`);
console.log(JSON.stringify({ machine, rows: rows.map((row) => ({ ...row, met: goalMet(row) })) }));
