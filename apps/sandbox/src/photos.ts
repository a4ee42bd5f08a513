import { decodePhoto, type DecodedPhoto } from '@safelight/codec';
import { Fault, sha256 } from '@safelight/core';
import type { Engine, PreparedPhoto } from '@safelight/engine';
import type { CallContext } from '@safelight/service-kit';
import type { PhotoSource } from '@safelight/wire';
import { ByteCache } from './cache/byteCache.ts';

/** A decoded and analysed photo. The pixels live in `prepared`; what is kept beside them is small. */
export interface DevelopablePhoto extends Omit<DecodedPhoto, 'image'> {
  readonly prepared: PreparedPhoto;
  readonly depth: 8 | 16;
  /** Stored orientation, pixels. */
  readonly width: number;
  readonly height: number;
}

declare const verified: unique symbol;
/** A source whose bytes, where sent, have the digest that it states, and whose it is. */
export type VerifiedSource = PhotoSource & { readonly tenant: string; readonly [verified]: true };

/** @throws Fault `request.invalid` when the bytes are not those of the stated digest */
export function verify(source: PhotoSource, { tenant }: Pick<CallContext, 'tenant'>): VerifiedSource {
  if (source.data !== null && sha256(source.data) !== source.sha256) {
    const message = 'photo.data: does not have the digest that photo.sha256 states. Send the digest of these bytes.';
    throw new Fault('request.invalid', message, { field: 'photo.data' });
  }
  return { ...source, tenant } as VerifiedSource;
}

/** Who does not hold the bytes must not learn that somebody else does: a photo is known to whose it is. */
const keyOf = ({ tenant, sha256 }: VerifiedSource): string => `${tenant} ${sha256}`;

/** Photos that were sent lately, by tenant and content. */
export class Photos {
  readonly #engine: Engine;
  readonly #cache: ByteCache<DevelopablePhoto>;

  constructor(engine: Engine, cacheSizeBytesMax: number) {
    this.#engine = engine;
    this.#cache = new ByteCache(cacheSizeBytesMax, (photo) => photo.prepared.byteLength);
  }

  /** Whether the photo is decoded already. */
  has(source: VerifiedSource): boolean {
    return this.#cache.get(keyOf(source)) !== undefined;
  }

  /**
   * @throws Fault `photo.notCached` when the bytes were neither sent nor kept, and the decoder's faults for what is no
   * photo.
   */
  async get(source: VerifiedSource): Promise<DevelopablePhoto> {
    const { data } = source;
    if (data === null) {
      const known = this.#cache.get(keyOf(source));
      if (known !== undefined) return known;
      throw new Fault(
        'photo.notCached',
        'The sandbox does not hold this photo (any more). Send its bytes with the call.',
        {
          field: 'photo.data',
        },
      );
    }
    return this.#cache.getOrMake(keyOf(source), async () => {
      const { image, ...rest } = await decodePhoto(data);
      const prepared = await this.#engine.prepare({
        image,
        profile: rest.profile,
        kind: rest.kind,
        orientation: rest.orientation,
        asShot: rest.asShot,
      });
      const depth = image.data.BYTES_PER_ELEMENT === 2 ? 16 : 8;
      return { ...rest, prepared, depth, width: image.width, height: image.height };
    });
  }
}
