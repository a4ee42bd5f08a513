import { Fault } from '@safelight/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadConfig } from '../config.ts';
import { securityOf, securityVariables } from './variables.ts';

const read = (environment: NodeJS.ProcessEnv, host?: string) =>
  securityOf(loadConfig(z.object(securityVariables), environment), host);

function faultOf(work: () => unknown): Fault {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown;
    throw thrown;
  }
  throw new Error('Nothing was thrown.');
}

const token = 'k7Jw0c3v9Q1sXz5Rb2NfT8YpLd4Gh6Ma';
const files = { SERVICE_TLS_CA: '/tls/ca.crt', SERVICE_TLS_CERT: '/tls/tls.crt', SERVICE_TLS_KEY: '/tls/tls.key' };

describe('the security of a service', () => {
  it.each(['127.0.0.1', '127.8.0.1', 'localhost', '::1', '[::1]'])('is none by default on loopback: %s', (host) => {
    expect(read({}, host)).toEqual({ kind: 'none' });
  });

  it.each(['0.0.0.0', '::', '10.0.0.5', '127.evil.example', 'sandbox.internal'])(
    'must be said where it listens beyond loopback, and the text says how: %s',
    (host) => {
      const fault = faultOf(() => read({}, host));
      expect(fault).toMatchObject({ code: 'config.invalid', field: 'SERVICE_SECURITY' });
      expect(fault.message).toMatch(/SERVICE_TOKEN.*SERVICE_TLS_CA.*SERVICE_SECURITY=none/);
      expect(read({ SERVICE_SECURITY: 'none' }, host)).toEqual({ kind: 'none' });
    },
  );

  it('is the token, and the other tokens that are still taken', () => {
    const former = token.toLowerCase();
    const security = read({ SERVICE_TOKEN: `${token}, ${former}` }, '0.0.0.0');
    if (security.kind !== 'token') throw new Error(security.kind);
    expect(security.token.reveal()).toBe(token);
    expect(security.otherTokens!.map((other) => other.reveal())).toEqual([former]);
  });

  it('is the three files', () => {
    const mtls = { kind: 'mtls', caFile: '/tls/ca.crt', certFile: '/tls/tls.crt', keyFile: '/tls/tls.key' };
    expect(read(files, '0.0.0.0')).toEqual(mtls);
  });

  it.each([
    ['two of the three files', { ...files, SERVICE_TLS_KEY: '' }],
    ['a token and files', { ...files, SERVICE_TOKEN: token }],
    ['none and a token', { SERVICE_SECURITY: 'none', SERVICE_TOKEN: token }],
  ])('is refused for %s', (_, environment) => {
    expect(faultOf(() => read(environment))).toMatchObject({ code: 'config.invalid', field: 'SERVICE_SECURITY' });
  });

  it.each(['short', `${token},short`, `${token} ${token}`, `${token}é`, `${token},`, 'x'.repeat(513)])(
    'takes no token that is weak or cannot be sent, and does not repeat it: %s',
    (text) => {
      const { message } = faultOf(() => read({ SERVICE_TOKEN: text }));
      expect(message).toContain('SERVICE_TOKEN');
      expect(message).not.toContain(text);
    },
  );
});
