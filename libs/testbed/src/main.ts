// npm run testbed -- fetch [kafka]: brings servers into the cache.
import { fetchKafka } from './kafka/fetch.ts';

const [command, ...names] = process.argv.slice(2);
if (command !== 'fetch' || names.some((name) => name !== 'kafka')) {
  console.error('Usage: npm run testbed -- fetch kafka');
  process.exit(2);
}
console.log(`Kafka lies in ${await fetchKafka()}.`);
