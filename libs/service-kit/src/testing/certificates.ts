/** Certificate authorities of tests and benches, and files as an operator would lay them out. */
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  type X509Certificate,
} from '@peculiar/x509';
import type { ServiceSecurity } from '../security/security.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const newKeys = () => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
const hour = 3_600_000;

export interface Authority {
  readonly pem: string;
  /** A certificate for `127.0.0.1` with its key. */
  issue(options?: { readonly expired?: boolean }): Promise<{ readonly cert: string; readonly key: string }>;
}

export async function newAuthority(name: string): Promise<Authority> {
  const keys = await newKeys();
  const start = new Date(Date.now() - 48 * hour);
  const end = new Date(Date.now() + 48 * hour);
  const own: X509Certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    notBefore: start,
    notAfter: end,
    signingAlgorithm: algorithm,
    keys,
    extensions: [new BasicConstraintsExtension(true, 1, true)],
  });
  return {
    pem: own.toString('pem'),
    async issue({ expired = false } = {}) {
      const { publicKey, privateKey } = await newKeys();
      const leaf = await X509CertificateGenerator.create({
        subject: 'CN=service',
        issuer: own.subject,
        notBefore: start,
        notAfter: expired ? new Date(Date.now() - hour) : end,
        signingAlgorithm: algorithm,
        publicKey,
        signingKey: keys.privateKey,
        extensions: [new SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }])],
      });
      const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', privateKey)).toString('base64');
      return {
        cert: leaf.toString('pem'),
        key: `-----BEGIN PRIVATE KEY-----\n${key.replace(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`,
      };
    },
  };
}

type Mtls = Extract<ServiceSecurity, { kind: 'mtls' }>;

/** A folder with the three files of one service. */
export interface Identity extends AsyncDisposable {
  readonly security: Mtls;
  write(files: { readonly ca?: string; readonly cert?: string; readonly key?: string }): Promise<void>;
}

/** @param trusted whose certificates are accepted; default: the authority that issues the own one. */
export async function identityOf(
  authority: Authority,
  { trusted = authority, expired = false }: { readonly trusted?: Authority; readonly expired?: boolean } = {},
): Promise<Identity> {
  const folder = await mkdtemp(join(tmpdir(), 'safelight-tls-'));
  const paths = { ca: join(folder, 'ca.pem'), cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  const write: Identity['write'] = async (files) => {
    for (const name of ['ca', 'cert', 'key'] as const) {
      const text = files[name];
      if (text !== undefined) await writeFile(paths[name], text);
    }
  };
  await write({ ca: trusted.pem, ...(await authority.issue({ expired })) });
  return {
    security: { kind: 'mtls', caFile: paths.ca, certFile: paths.cert, keyFile: paths.key },
    write,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}
