import { Fault } from '@safelight/core';
import { containerHost, startContainer } from '../process/containerServer.ts';
import { freePorts } from '../process/ports.ts';
import { serverAt } from '../server.ts';
import { commonProperties } from './configuration.ts';
import { kafkaVersion } from './find.ts';
import type { Kafka, KafkaOptions } from './kafka.ts';
import { brokerCount } from './metadata.ts';

const inside = 9092;

/** @throws Fault `service.unavailable` where more than the plain listener is asked for */
export async function startContainerKafka({ properties = {}, secured = [], jvm = [] }: KafkaOptions): Promise<Kafka> {
  if (secured.length > 0) {
    const message = 'Kafka in a container has its plain listener alone. Run: npm run testbed -- fetch kafka';
    throw new Fault('service.unavailable', message);
  }
  const [port] = await freePorts(1);
  const host = await containerHost();
  const listeners = {
    'controller.quorum.bootstrap.servers': 'localhost:9093',
    'controller.quorum.voters': '1@localhost:9093',
    listeners: `PLAINTEXT://0.0.0.0:${inside},CONTROLLER://localhost:9093`,
    'advertised.listeners': `PLAINTEXT://${host}:${port}`,
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
  };
  const all = Object.entries({ ...commonProperties, ...listeners, ...properties });
  const server = await startContainer({
    name: 'Kafka',
    image: `apache/kafka:${kafkaVersion}`,
    port: { container: inside, host: port! },
    environment: {
      ...Object.fromEntries(all.map(([key, value]) => [`KAFKA_${key.toUpperCase().replaceAll('.', '_')}`, value])),
      KAFKA_HEAP_OPTS: '-Xmx384m',
      KAFKA_OPTS: jvm.join(' '),
    },
    command: [],
    answers: async () => (await brokerCount(host, port!)) === 1,
  });
  return serverAt(server, { brokers: [`${host}:${port}`], secured: {} });
}
