/** The security between services from the environment: one contract for all of them. */
import { isIPv4 } from 'node:net';
import { Fault, Secret } from '@safelight/core';
import { z } from 'zod';
import { noSecurity, type ServiceSecurity } from './security.ts';

/** 24 random bytes in base64. */
const tokenLengthMin = 32;
const tokenLengthMax = 512;
const file = z.string().min(1).optional();

/** For the schema of a service's environment; `securityOf` reads what it gives. */
export const securityVariables = {
  /** Only to say that there is to be none beyond loopback; else the variables below say it. */
  SERVICE_SECURITY: z.enum(['none'], 'leave it out or set it to "none"').optional(),
  /** Shared by all services. Several with commas between: the first is sent, all are accepted. */
  SERVICE_TOKEN: z
    .string()
    .transform((text) => text.split(',').map((token) => token.trim()))
    .refine(
      (tokens) => tokens.every((token) => /^[\x21-\x7e]+$/.test(token)),
      'must be printable ASCII without spaces, such as `openssl rand -base64 32` gives',
    )
    .refine(
      (tokens) => tokens.every(({ length }) => length >= tokenLengthMin && length <= tokenLengthMax),
      `must have ${tokenLengthMin} to ${tokenLengthMax} characters, such as \`openssl rand -base64 32\` gives`,
    )
    .transform((tokens) => tokens.map((token) => new Secret(token)))
    .optional(),
  /** Paths of PEM files: the authority of the installation, this service's certificate and its key. */
  SERVICE_TLS_CA: file,
  SERVICE_TLS_CERT: file,
  SERVICE_TLS_KEY: file,
} as const;

export type SecurityEnv = z.output<z.ZodObject<typeof securityVariables>>;

/**
 * The way of security that the variables mean.
 * @param host where the service listens; leave it out for what only calls others.
 * @throws Fault `config.invalid` when they contradict each other, or when a service is to listen beyond loopback and they
 * say nothing
 */
export function securityOf(env: SecurityEnv, host = '127.0.0.1'): ServiceSecurity {
  const { SERVICE_SECURITY: said, SERVICE_TOKEN: tokens } = env;
  const files = [env.SERVICE_TLS_CA, env.SERVICE_TLS_CERT, env.SERVICE_TLS_KEY];
  const hasFiles = files.some((path) => path !== undefined);
  if ([said !== undefined, tokens !== undefined, hasFiles].filter(Boolean).length > 1) {
    throw contradiction(
      'SERVICE_SECURITY=none, SERVICE_TOKEN and SERVICE_TLS_… exclude each other. Set one of them, the same for all services.',
    );
  }
  if (tokens !== undefined) {
    const [token, ...otherTokens] = tokens;
    return { kind: 'token', token: token!, otherTokens };
  }
  if (hasFiles) {
    const [caFile, certFile, keyFile] = files;
    if (caFile === undefined || certFile === undefined || keyFile === undefined) {
      throw contradiction('SERVICE_TLS_CA, SERVICE_TLS_CERT and SERVICE_TLS_KEY belong together. Set all three.');
    }
    return { kind: 'mtls', caFile, certFile, keyFile };
  }
  if (said === 'none' || isLoopback(host)) return noSecurity;
  const message = `The service would listen on ${host} and serve whoever reaches it. Set SERVICE_TOKEN, or SERVICE_TLS_CA, SERVICE_TLS_CERT and SERVICE_TLS_KEY, the same way for all services; or SERVICE_SECURITY=none where the network lets nobody else through.`;
  throw new Fault('config.invalid', message, { field: 'SERVICE_SECURITY' });
}

function contradiction(message: string): Fault {
  return new Fault('config.invalid', message, { field: 'SERVICE_SECURITY' });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || (isIPv4(host) && host.startsWith('127.'));
}
