/** Where bytes live: originals and rendered pictures, each named by the SHA-256 of its content, each under its tenant. */
import { Fault, isTenantId, sha256 as digestOf } from '@safelight/core';

/**
 * The port of the blob store. A tenant sees its own bytes alone; equal bytes of two tenants are kept twice.
 *
 * Every method throws `blob.unavailable` when the store cannot be reached or cannot write: the same call may succeed later.
 */
export interface BlobStore {
  /** Keeps the bytes under their digest, whole and durable when it resolves; putting the same bytes again changes nothing. */
  put(tenantId: string, sha256: string, bytes: Uint8Array, signal?: AbortSignal): Promise<void>;
  /** @throws Fault internal when the bytes are not there or not what their name says. */
  get(tenantId: string, sha256: string, signal?: AbortSignal): Promise<Uint8Array>;
  /** Removes the bytes; bytes that are not there count as removed. */
  delete(tenantId: string, sha256: string): Promise<void>;
  /** Removes all bytes of a tenant. What is put meanwhile may stay: stop the tenant's work first. */
  deleteTenant(tenantId: string): Promise<void>;
}

const digestPattern = /^[0-9a-f]{64}$/;

/** @throws Fault internal when the name could lead out of the tenant's place: names are made here, so this is a mistake of ours. */
export function checkTenantId(tenantId: string): void {
  if (!isTenantId(tenantId)) throw badName('tenant', tenantId);
}

/** @throws Fault internal as `checkTenantId` does. */
export function checkNames(tenantId: string, sha256: string): void {
  checkTenantId(tenantId);
  if (!digestPattern.test(sha256)) throw badName('digest', sha256);
}

/** @throws Fault internal when the bytes are not those that the digest names. */
export function checkContent(sha256: string, bytes: Uint8Array): void {
  if (digestOf(bytes) !== sha256) throw lostBlob(sha256, new Error('The digest of the bytes differs from their name.'));
}

export function lostBlob(sha256: string, cause: unknown): Fault {
  return new Fault('internal', 'A stored picture is missing or damaged. Upload the photo again.', {
    cause,
    detail: `blob ${sha256}: ${String(cause)}`,
  });
}

export function unavailableBlobs(cause: unknown): Fault {
  return new Fault('blob.unavailable', 'The store of pictures does not answer. Try again in a moment.', {
    cause,
    detail: String(cause),
  });
}

function badName(kind: 'tenant' | 'digest', name: string): Fault {
  return new Fault('internal', 'Something went wrong inside Safelight. The log of the service holds the cause.', {
    detail: `not the name of a ${kind}: ${JSON.stringify(name.slice(0, 100))}`,
  });
}
