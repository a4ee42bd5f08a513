export type { Bus, Handle, Message, ReceivedMessage, RetryPolicy, SubscribeOptions, TopicLag } from './bus.ts';
export type { KafkaAccess } from './kafka/options.ts';
export type { DeadLetter, MessageHeaders } from './headers.ts';
export { busLimits } from './limits.ts';
export { deadLetterTopic, defaultCatalogue, TopicCatalogue, topics, type TopicSpec } from './topics.ts';
