/** The gateway alone in a process. */
import { startGateway, type GatewayOptions } from '@safelight/local/gateway';
import { silentLogger } from '@safelight/service-kit';
import { serve } from './serve.ts';

export interface GatewaySettings extends Pick<GatewayOptions, 'storage' | 'bus' | 'roles'> {
  readonly neighbours: Awaited<ReturnType<GatewayOptions['neighbours']>>;
}

export interface GatewayReady {
  readonly baseUrl: string;
  /** Null where keys are kept in the database alone. */
  readonly apiKey: string | null;
}

await serve(async ({ neighbours, ...rest }: GatewaySettings) => {
  const gateway = await startGateway({ ...rest, neighbours: async () => neighbours, logger: silentLogger });
  const { baseUrl, apiKey } = gateway;
  const ready: GatewayReady = { baseUrl, apiKey };
  return { ready, [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose]() };
});
