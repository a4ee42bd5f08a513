/** A process that takes one message, says so, and never finishes it; its parent kills it then. */
import { silentLogger } from '@safelight/service-kit';
import { openKafkaBus } from '../src/kafka/index.ts';
import { TopicCatalogue } from '../src/index.ts';
import type { Bus, TopicSpec } from '../src/index.ts';

export interface DyingConsumerOptions {
  readonly driver: 'kafka' | 'postgres';
  /** Brokers, or the database's URL. */
  readonly address: string;
  readonly topic: TopicSpec;
  readonly group: string;
}

const { driver, address, topic, group } = JSON.parse(process.argv[2]!) as DyingConsumerOptions;
const catalogue = new TopicCatalogue([topic]);

async function open(): Promise<Bus> {
  if (driver === 'kafka') {
    const clientId = 'dying-consumer';
    return openKafkaBus({
      brokers: address.split(','),
      clientId,
      catalogue,
      logger: silentLogger,
      sessionTimeoutMs: 6_000,
    });
  }
  const { openPostgresBus } = await import('./postgres.ts');
  return openPostgresBus(address, catalogue);
}

const bus = await open();
bus.subscribe({
  ...{ topics: [topic.name], group },
  handle: async () => {
    process.stdout.write('taken\n');
    await new Promise(() => undefined);
  },
});
