// A process that owns one server of each kind named, says which, and waits to be killed.
import { cases } from './servers.ts';

const names = process.argv.slice(2);
const running = await Promise.all(
  cases.filter(({ neighbour }) => names.includes(neighbour)).map(({ start }) => start()),
);
console.log(JSON.stringify(running.map(({ server, port }) => ({ pid: server.pid, port }))));
setInterval(() => running.length, 60_000);
