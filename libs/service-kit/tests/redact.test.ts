import { Fault, Secret } from '@safelight/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { censored, redactLine, redactText } from '../src/redact.ts';
import { capturedLogger } from './capturedLogger.ts';

/** What a logger writes for this. */
function written(work: (logger: ReturnType<typeof capturedLogger>['logger']) => void): string {
  const { logger, lines } = capturedLogger();
  work(logger);
  expect(lines()).toHaveLength(1);
  return lines()[0]!;
}

const secret = 'hunter2-hunter2';

describe('a log', () => {
  it.each([
    'authorization',
    'Authorization',
    'proxy-authorization',
    'x-api-key',
    'apiKey',
    'API_KEY',
    'secret',
    'webhookSecret',
    'token',
    'SERVICE_TOKEN',
    'password',
    'set-cookie',
    'S3_SECRET_ACCESS_KEY',
    'privateKey',
    'credentials',
  ])('shows no value under the name %s, at any depth and of any form', (name) => {
    const line = written((logger) =>
      logger.child({ [name]: secret }).info(
        {
          headers: { [name]: [secret] },
          a: { b: { c: [{ d: { [name]: { current: secret } } }] } },
          [name]: secret,
          user: 'anna',
        },
        'said',
      ),
    );
    expect(line).not.toContain(secret);
    expect(JSON.parse(line)).toMatchObject({ [name]: censored, headers: { [name]: censored }, user: 'anna' });
  });

  it('keeps numbers under such names, and names that only look alike', () => {
    const counts = { fencingToken: 7, usage: { promptTokens: 100 }, keyId: 'key_1', tokens: ['a', 'b'], secret: null };
    expect(JSON.parse(written((logger) => logger.info(counts, 'counted')))).toMatchObject(counts);
  });

  it.each([
    ['an API key', 'key slk_AbCdEfGhIjKlMnOpQrStUvWxYz012345 is revoked', 'key slk_[redacted] is revoked'],
    ['a webhook secret', '"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw=="', '"whsec_[redacted]"'],
    ['a header', 'sent Bearer abc.def-ghi_jkl and waited', 'sent Bearer [redacted] and waited'],
    [
      'the password of a URL',
      'connect postgres://app:p4ss@db:5432/x failed',
      'connect postgres://app:[redacted]@db:5432/x failed',
    ],
    ['a password with an @', 'amqp://app:p4@ss:w@host/', 'amqp://app:[redacted]@host/'],
    ['a password without a user', 'redis://:p4ss@cache', 'redis://:[redacted]@cache'],
    ['a connection string', 'host=db password=p4ss user=app', 'host=db password=[redacted] user=app'],
    [
      'an environment',
      'SERVICE_TOKEN=abc S3_SECRET_ACCESS_KEY=def A=1',
      'SERVICE_TOKEN=[redacted] S3_SECRET_ACCESS_KEY=[redacted] A=1',
    ],
    [
      'a presigned URL',
      'http://s3/x?X-Amz-Signature=0a1b&partNumber=1',
      'http://s3/x?X-Amz-Signature=[redacted]&partNumber=1',
    ],
    [
      'a key of a model server',
      'Incorrect API key: sk-proj-abcdefghijklmnopqrstuvwx.',
      'Incorrect API key: sk-[redacted].',
    ],
    ['a private key', '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\nrest', '[redacted]\nrest'],
    ['a web token', 'got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-_def', 'got [redacted]'],
  ])('does not show %s, in a field, a message or an error', (_, text, clean) => {
    expect(redactText(text)).toBe(clean);
    const cause = new Error(text);
    const fault = new Fault('internal', 'It failed.', { cause, detail: text });
    const line = written((logger) => logger.error({ err: cause, detail: fault.detail, deep: [{ text }] }, text));
    const { err, msg, detail, deep } = JSON.parse(line);
    expect([err.message, msg, detail, deep[0].text]).toEqual([clean, clean, clean, clean]);
    expect(err.stack).toContain(clean);
    expect(err.stack).not.toContain(text);
  });

  it.each([
    'GET http://127.0.0.1:8080/v1/photos?pageSizeMax=20',
    'https://registry/npm/@scope/package:1',
    'mail anna@example.org: a secret wish, a token of love; basic colours',
    'slk_AbCd1234 (the beginning of a key)',
    '暖一点，天空暗一点',
  ])('leaves alone what is none: %s', (text) => {
    expect(redactText(text)).toBe(text);
    expect(JSON.parse(written((logger) => logger.info({ text }, text)))).toMatchObject({ text, msg: text });
  });

  it('shows no Secret, however it is logged', () => {
    const own = new Secret(secret);
    const line = written((logger) => logger.info({ own, list: [own], text: `${own}` }, 'opened %s %o', own, own));
    expect(line).not.toContain(secret);
  });
});

describe('redactLine', () => {
  it('gives every line that it changes back as one JSON object of the same fields', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.constantFrom('', 'token', 'password='),
        (fields, word) => {
          const given = JSON.stringify({ ...fields, word });
          const line = redactLine(`${given}\n`);
          expect(line.endsWith('}\n')).toBe(true);
          expect(line.indexOf('\n')).toBe(line.length - 1);
          expect(Object.keys(JSON.parse(line))).toEqual(Object.keys(JSON.parse(given)));
        },
      ),
    );
  });

  it('keeps a line that is no JSON, without secrets', () => {
    expect(redactLine('{"a":token=abcdef}\n')).toBe(`{"a":token=${censored}\n`);
  });

  it('finds every password in a URL, whatever characters it is made of', () => {
    const password = fc.stringMatching(/^[A-Za-z0-9!$%&()*+,;=?@:_~.-]{6,40}$/);
    fc.assert(
      fc.property(password, (word) => {
        fc.pre(!word.includes('redacted'));
        const line = redactLine(`${JSON.stringify({ msg: `cannot reach postgres://app:${word}@db/x` })}\n`);
        expect(line).toBe(`${JSON.stringify({ msg: `cannot reach postgres://app:${censored}@db/x` })}\n`);
      }),
    );
  });
});
