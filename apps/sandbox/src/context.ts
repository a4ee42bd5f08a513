import { Engine, type BackendChoice } from '@safelight/engine';
import type { RemoteModels } from '@safelight/inference-client';
import type { RenderResponse } from '@safelight/wire';
import { ByteCache } from './cache/byteCache.ts';
import { Sight } from './perception/sight.ts';
import { Photos } from './photos.ts';

/** Decoded photos with their levels: a 24 MP photo takes about 90 MiB. */
const photoCacheSizeBytes = 256 * 1024 * 1024;
const renderCacheSizeBytes = 32 * 1024 * 1024;

/** What the RPCs of one sandbox share. Nothing in it is state: it can be lost at any time at the cost of work. */
export interface Context extends AsyncDisposable {
  readonly engine: Engine;
  readonly photos: Photos;
  readonly sight: Sight;
  readonly renders: ByteCache<RenderResponse>;
  /** Told of each picture that was made; those from the cache were told before. Left out: nobody counts. */
  readonly onRendered: ((render: RenderFigures) => void) | undefined;
}

export interface RenderFigures {
  /** Of the result, pixels. */
  readonly width: number;
  readonly height: number;
  readonly backend: Engine['backend'];
  readonly format: string;
  /** Decoding, developing, measuring and encoding together. */
  readonly durationMs: number;
}

export interface EngineChoice {
  /** Worker threads. Default: one per core. */
  readonly engineWorkers?: number | undefined;
  /** Where pixels are computed. Default `cpu`, which gives the same bytes on every machine. */
  readonly engineBackend?: BackendChoice | undefined;
  /** The server that runs the networks. Default: they run here. */
  readonly models?: RemoteModels | undefined;
  readonly onRendered?: Context['onRendered'];
}

/** @throws Fault `config.invalid` when a graphics adapter is demanded and there is none */
export async function createContext({
  engineWorkers,
  engineBackend = 'cpu',
  models,
  onRendered,
}: EngineChoice): Promise<Context> {
  const engine = await Engine.open({
    backend: engineBackend,
    ...(engineWorkers === undefined ? {} : { workers: engineWorkers }),
  });
  const sight = new Sight(engine, models);
  return {
    engine,
    sight,
    onRendered,
    photos: new Photos(engine, photoCacheSizeBytes),
    renders: new ByteCache(renderCacheSizeBytes, (render) => render.image.data.byteLength),
    [Symbol.asyncDispose]: async () => {
      await sight[Symbol.asyncDispose]();
      await engine[Symbol.asyncDispose]();
    },
  };
}
