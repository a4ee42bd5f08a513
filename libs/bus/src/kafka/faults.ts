/** What the client's errors mean to those who publish and consume. */
import { AuthenticationError, findErrorBy, MultipleErrors } from '@platformatic/kafka';
import { Fault, toFault } from '@safelight/core';

export function kafkaFault(error: unknown, what: string): Fault {
  if (error instanceof Fault || !(error instanceof Error)) return toFault(error);
  const detail = `${what}: ${messageOf(error)}`;
  if (findErrorBy(error, 'apiId', 'MESSAGE_TOO_LARGE') !== null) {
    const text = 'The broker takes no message of this size in this topic. Compare its “max.message.bytes”.';
    return new Fault('bus.messageTooLarge', text, { detail, cause: error });
  }
  if (/Unknown topic/.test(detail)) {
    const text = 'The broker does not have this topic. Start a service, which makes the topics, or run ensureTopics.';
    return new Fault('bus.topicUnknown', text, { field: 'topic', detail, cause: error });
  }
  if (allOf(error).some((one) => one instanceof AuthenticationError)) {
    const text = 'The brokers do not let this service in. Compare KAFKA_SASL_… with the users that they know.';
    return new Fault('bus.unavailable', text, { detail, cause: error });
  }
  const text = 'The message bus did not answer in time. Check that the brokers run, then try again.';
  return new Fault('bus.unavailable', text, { detail, cause: error });
}

function messageOf(error: Error): string {
  return storyOf(error)
    .map(({ message }) => message)
    .join(' ');
}

/** The error, what went wrong last within it, and so on to the root. */
function storyOf(error: Error): readonly Error[] {
  const within = error instanceof MultipleErrors ? error.errors.at(-1) : error.cause;
  return within instanceof Error ? [error, ...storyOf(within)] : [error];
}

/** The error and all that it came from: of several tries, only the first may have been told why it was refused. */
function allOf(error: Error): readonly Error[] {
  const within = [error.cause, ...(error instanceof MultipleErrors ? error.errors : [])];
  return [error, ...within.filter((one) => one instanceof Error).flatMap(allOf)];
}
