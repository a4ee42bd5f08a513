import { createHash, timingSafeEqual } from 'node:crypto';
import { ServerInterceptingCall, status, type Metadata, type ServerInterceptor } from '@grpc/grpc-js';
import { Fault, type Secret } from '@safelight/core';
import type { Logger } from '../logger.ts';
import { observeCall } from '../metrics.ts';
import { toStatus } from '../status.ts';

const header = 'authorization';
/** Health says no more than whether the service is up, and the probes of a scheduler carry no token. */
const openPaths = '/grpc.health.v1.Health/';

export function addToken(metadata: Metadata, token: Secret): void {
  metadata.set(header, `Bearer ${token.reveal()}`);
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Lets calls through that carry one of the tokens; the others are refused before their message is read. */
export function tokenGuard(tokens: readonly Secret[], logger: Logger): ServerInterceptor {
  // Digests have one length, so the comparison takes the same time whatever was sent.
  const expected = tokens.map((token) => digest(`Bearer ${token.reveal()}`));
  const isKnown = (metadata: Metadata): boolean => {
    const given = digest(String(metadata.get(header)[0] ?? ''));
    return expected.filter((one) => timingSafeEqual(one, given)).length > 0;
  };
  return ({ path }, call) => {
    if (path.startsWith(openPaths)) return new ServerInterceptingCall(call);
    return new ServerInterceptingCall(call, {
      start: (next) =>
        next({
          onReceiveMetadata: (metadata, pass) => {
            if (isKnown(metadata)) {
              // No handler needs it, so none can log it or send it on.
              metadata.remove(header);
              pass(metadata);
              return;
            }
            logger.warn({ path, peer: call.getPeer() }, 'refused a caller without the token of the services');
            observeCall(path)('service.unauthenticated');
            const fault = new Fault(
              'service.unauthenticated',
              'This service takes calls of its neighbours alone. Give caller and service the same SERVICE_TOKEN.',
            );
            call.sendStatus({ ...toStatus(fault), code: status.UNAUTHENTICATED });
          },
        }),
    });
  };
}
