import { realKafka } from '@safelight/testbed';
import { describeReal } from '@safelight/testbed/vitest';
import { silentLogger } from '@safelight/service-kit';
import { openKafkaBus } from '../src/kafka/index.ts';
import { busContract } from './contract.ts';
import { dieHolding } from './die.ts';

describeReal('kafka', 'the Kafka driver', () => {
  busContract(async () => {
    const { brokers } = await realKafka();
    return {
      open: async (catalogue) => openKafkaBus({ brokers, clientId: 'test', catalogue, logger: silentLogger }),
      dieHolding: (topic, group) => dieHolding({ driver: 'kafka', address: brokers.join(','), topic, group }),
      async [Symbol.asyncDispose]() {},
    };
  });
});
