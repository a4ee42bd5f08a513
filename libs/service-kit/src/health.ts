import { Client } from '@grpc/grpc-js';
import { channelCredentials } from './security/credentials.ts';
import { noSecurity, type ServiceSecurity } from './security/security.ts';

/** Asks one service by `grpc.health.v1`; false when it does not serve or does not answer within the deadline. */
export async function isServing(
  address: string,
  deadlineMs: number,
  security: ServiceSecurity = noSecurity,
): Promise<boolean> {
  const { service } = await import('grpc-health-check');
  const check = service['Check']!;
  const client = new Client(address, channelCredentials(security));
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const deadline = new Date(Date.now() + deadlineMs);
  client.makeUnaryRequest(
    check.path,
    check.requestSerialize,
    check.responseDeserialize,
    { service: '' },
    { deadline },
    (error, response?: { status?: string | number }) => resolve(error === null && response?.status === 'SERVING'),
  );
  try {
    return await promise;
  } finally {
    client.close();
  }
}
