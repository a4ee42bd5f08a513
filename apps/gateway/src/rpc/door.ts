/** Before the message of a call is read: whether its key is valid, and whether there is room for pictures. */
import { Fault } from '@safelight/core';
import type { Door } from '@safelight/service-kit';
import { editingContract, evaluationContract, jobContract } from '@safelight/wire';
import type { Authenticator } from '../auth/authenticate.ts';
import { gatewayLimits } from '../limits.ts';

const { createPhoto } = editingContract.methods;
const { createEdit } = jobContract.methods;
const { evaluate, compare } = evaluationContract.methods;
/** Their messages may hold pictures, each as large as the largest photo. */
const withPictures: ReadonlySet<string> = new Set([createPhoto, createEdit, evaluate, compare].map(({ path }) => path));

/** @param paths those of the public API: what is asked of health and reflection needs no key */
export function publicDoor(authenticator: Authenticator, paths: ReadonlySet<string>): Door {
  const places = new Places(gatewayLimits.uploadsInFlightCount);
  return async ({ path, metadata, peer }) => {
    if (!paths.has(path)) return null;
    const credentials = { authorization: metadata.get('authorization'), apiKey: metadata.get('x-api-key') };
    // The request itself is counted when it is answered.
    const { tenantId } = await authenticator.identify(credentials, peer);
    return withPictures.has(path) ? places.take(tenantId) : null;
  };
}

/** So many at once; no tenant has them all. */
class Places {
  readonly #countMax: number;
  readonly #counts = new Map<string, number>();
  #count = 0;

  constructor(countMax: number) {
    this.#countMax = countMax;
  }

  /** @throws Fault request.tooMany */
  take(tenantId: string): Disposable {
    const own = this.#counts.get(tenantId) ?? 0;
    if (this.#count >= this.#countMax || own >= this.#countMax - 1) {
      const whose = this.#count >= this.#countMax ? '' : ' of your account';
      throw new Fault(
        'request.tooMany',
        `Too many pictures${whose} are being taken in already. Try again in a moment.`,
      );
    }
    this.#count++;
    this.#counts.set(tenantId, own + 1);
    return { [Symbol.dispose]: () => this.#leave(tenantId) };
  }

  #leave(tenantId: string): void {
    this.#count--;
    const left = this.#counts.get(tenantId)! - 1;
    if (left === 0) this.#counts.delete(tenantId);
    else this.#counts.set(tenantId, left);
  }
}
