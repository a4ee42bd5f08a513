import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import type { experimental } from '@grpc/grpc-js';
import { Fault } from '@safelight/core';
import type { ServiceSecurity } from './security.ts';

/** How often the files are looked at. Issuers renew days before the end, and watching misses files swapped by a link. */
const refreshIntervalMs = 10_000;

type MtlsSecurity = Extract<ServiceSecurity, { kind: 'mtls' }>;

export interface Pems {
  readonly ca: Buffer;
  readonly cert: Buffer;
  readonly key: Buffer;
}

type CaListener = experimental.CaCertificateUpdateListener;
type IdentityListener = experimental.IdentityCertificateUpdateListener;

/**
 * Certificate, key and authority of this process, read again when the files change: new connections get the new ones,
 * those that stand stay. Files that do not fit together (half of a renewal is written) are passed over with a warning.
 */
export class Certificates implements experimental.CertificateProvider {
  readonly #files: MtlsSecurity;
  readonly #listeners = new Set<(pems: Pems) => void>();
  readonly #removals = new Map<CaListener | IdentityListener, () => void>();
  #pems: Pems;
  #refused: Pems | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @throws Fault `config.invalid` for files that cannot be read or do not fit together */
  constructor(files: MtlsSecurity) {
    this.#files = files;
    const { caFile, certFile, keyFile } = files;
    this.#pems = { ca: readPem(caFile, 'CA'), cert: readPem(certFile, 'CERT'), key: readPem(keyFile, 'KEY') };
    try {
      createSecureContext(this.#pems);
    } catch (cause) {
      const message = `${certFile}, ${keyFile} and ${caFile} are no certificate with its key and authority. Check SERVICE_TLS_CERT, SERVICE_TLS_KEY and SERVICE_TLS_CA.`;
      throw new Fault('config.invalid', message, { cause, detail: String(cause) });
    }
  }

  get pems(): Pems {
    return this.#pems;
  }

  /** Tells of every change until the returned function is called. */
  watch(listener: (pems: Pems) => void): () => void {
    this.#listeners.add(listener);
    this.#timer ??= setInterval(() => void this.refresh(), refreshIntervalMs).unref();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  /** Reads the files now. */
  async refresh(): Promise<void> {
    const { caFile, certFile, keyFile } = this.#files;
    try {
      const [ca, cert, key] = await Promise.all([readFile(caFile), readFile(certFile), readFile(keyFile)]);
      const read: Pems = { ca, cert, key };
      if (isSame(read, this.#pems) || (this.#refused !== undefined && isSame(read, this.#refused))) return;
      this.#refused = read;
      createSecureContext(read);
      this.#pems = read;
      this.#refused = undefined;
    } catch (thrown) {
      process.emitWarning(`The certificates at ${certFile} changed and cannot be used; the former stay: ${thrown}`);
      return;
    }
    for (const listener of this.#listeners) listener(this.#pems);
  }

  addCaCertificateListener(listener: CaListener): void {
    this.#add(listener, ({ ca }) => listener({ caCertificate: ca }));
  }

  addIdentityCertificateListener(listener: IdentityListener): void {
    this.#add(listener, ({ cert, key }) => listener({ certificate: cert, privateKey: key }));
  }

  removeCaCertificateListener(listener: CaListener): void {
    this.#remove(listener);
  }

  removeIdentityCertificateListener(listener: IdentityListener): void {
    this.#remove(listener);
  }

  #add(listener: CaListener | IdentityListener, tell: (pems: Pems) => void): void {
    this.#removals.set(listener, this.watch(tell));
    tell(this.#pems);
  }

  #remove(listener: CaListener | IdentityListener): void {
    this.#removals.get(listener)?.();
    this.#removals.delete(listener);
  }
}

const opened = new WeakMap<MtlsSecurity, Certificates>();

/** One reader for all servers and clients that are given the same value. */
export function certificatesOf(security: MtlsSecurity): Certificates {
  const known = opened.get(security) ?? new Certificates(security);
  opened.set(security, known);
  return known;
}

function readPem(path: string, variable: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const message = `The file ${path} cannot be read. Check SERVICE_TLS_${variable} and the permissions of the file.`;
    throw new Fault('config.invalid', message, { field: `SERVICE_TLS_${variable}`, cause });
  }
}

const isSame = (one: Pems, other: Pems): boolean =>
  one.ca.equals(other.ca) && one.cert.equals(other.cert) && one.key.equals(other.key);
