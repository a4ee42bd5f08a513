import { createHash } from 'node:crypto';
import { Fault } from '@safelight/core';
import type { Mask, Matte, Rgb8Image, Scene as CoreScene } from '@safelight/core';
import type { RemoteModels } from '@safelight/inference-client';
import { Networks } from './networks/networks.ts';
import { openScene } from './scene.ts';
import type { Scene } from './scene.ts';
import { matteOf } from './matte.ts';
import { lightnessAt, tiltEdgePx, tiltOf } from './tilt/tilt.ts';
import { perceivedTools, unperceivedReason } from './tools.ts';

/** How a picture is stored cannot be seen in it. */
export type SceneFigures = Omit<CoreScene, 'orientation'>;

export type PerceivedMask = Pick<Mask, 'tool' | 'settings'>;

export interface PerceptionOptions {
  /** Processor threads of one network run here. */
  readonly threads?: number;
  /** The server that runs the networks. Default: they run here. */
  readonly remote?: RemoteModels;
  /** Pictures whose findings are remembered, the latest used; one takes up to 80 MB. */
  readonly picturesMax?: number;
}

/** Long edge of the largest picture that is taken; callers reduce to about 1024 first. */
const edgePxMax = 8192;

const refuseBad = ({ width, height, data }: Rgb8Image): void => {
  if (Math.max(width, height) > edgePxMax) {
    throw new Fault(
      'photo.tooLarge',
      `The picture is ${width} × ${height}; pass one of at most ${edgePxMax} px, best 1024.`,
      {
        field: 'picture',
      },
    );
  }
  if (Math.min(width, height) < 16 || data.length !== 3 * width * height) {
    throw new Fault('request.invalid', 'Pass a picture of at least 16 × 16 pixels with three bytes for each.', {
      field: 'picture',
    });
  }
};

/** Finds subjects, sky, people and their parts in pictures. */
export interface Perception extends AsyncDisposable {
  /**
   * The matte of what the mask asks for, at the picture's size but at most 1024 px on the long edge; null when the
   * picture does not show it. `picture` is upright sRGB, about 1024 px on the long edge.
   */
  find(picture: Rgb8Image, mask: PerceivedMask, signal?: AbortSignal): Promise<Matte | null>;
  /** What the picture shows as a whole: how it is tilted, how many faces look out of it. */
  describe(picture: Rgb8Image, signal?: AbortSignal): Promise<SceneFigures>;
}

export const openPerception = (options: PerceptionOptions = {}): Promise<Perception> => {
  const networks = new Networks(options.threads ?? 2, options.remote);
  const scenes = new Map<string, Scene>();
  const picturesMax = options.picturesMax ?? 2;

  const sceneOf = (picture: Rgb8Image): Scene => {
    refuseBad(picture);
    const key = `${picture.width}x${picture.height}:${createHash('sha256').update(picture.data).digest('base64')}`;
    const scene = scenes.get(key) ?? openScene(networks, picture);
    scenes.delete(key);
    scenes.set(key, scene);
    for (const oldest of scenes.keys()) {
      if (scenes.size <= picturesMax) {
        break;
      }
      scenes.delete(oldest);
    }
    return scene;
  };

  return Promise.resolve({
    async find(picture, mask, signal) {
      signal?.throwIfAborted();
      if (!perceivedTools.includes(mask.tool)) {
        throw new Fault(
          'tool.notRendered',
          unperceivedReason(mask.tool) ?? `${mask.tool} is not a mask that is found by looking.`,
          {
            field: 'tool',
          },
        );
      }
      const matte = await matteOf(sceneOf(picture), mask, signal);
      signal?.throwIfAborted();
      return matte;
    },
    async describe(picture, signal) {
      signal?.throwIfAborted();
      const scene = sceneOf(picture);
      const faces = (await scene.faces()).length;
      signal?.throwIfAborted();
      return { tilt: tiltOf(lightnessAt(scene.channels[1], tiltEdgePx)), faces };
    },
    async [Symbol.asyncDispose]() {
      scenes.clear();
      await networks[Symbol.asyncDispose]();
    },
  });
};
