export { startKafka } from './kafka/kafka.ts';
export type { Kafka, KafkaAddress, KafkaOptions } from './kafka/kafka.ts';
export type { Server } from './server.ts';
