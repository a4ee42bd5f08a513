import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { checkWebhookSecret, newWebhookSecret, signWebhook, verifyWebhook } from './signature.ts';

const secret = newWebhookSecret();
const at = new Date();
const message = { id: 'msg_1', at, body: '{"type":"turn.finished"}' };

describe('signWebhook', () => {
  it("gives the signature of the specification's own example", () => {
    // Published with the reference libraries (tests of standardwebhooks, all languages).
    const headers = signWebhook(
      { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', at: new Date(1614265330_000), body: '{"test": 2432232314}' },
      ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    );
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is taken by the reference library, and takes what that signs, for any text and identifier', () => {
    const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/);
    fc.assert(
      fc.property(id, fc.json(), fc.integer({ min: 24, max: 64 }), (id, body, sizeBytes) => {
        const key = `whsec_${randomBytes(sizeBytes).toString('base64')}`;
        const reference = new Webhook(key);
        expect(reference.verify(body, { ...signWebhook({ id, at, body }, [key]) })).toEqual(JSON.parse(body));
        const headers = {
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': reference.sign(id, at, body),
        };
        expect(verifyWebhook(headers, body, [key], at)).toBe('valid');
      }),
      { numRuns: 50 },
    );
  });

  it('signs bytes that are no text as they are', () => {
    const body = Uint8Array.of(0xff, 0xfe, 0, 0x80);
    const headers = signWebhook({ ...message, body }, [secret]);
    expect(verifyWebhook(headers, body, [secret], at)).toBe('valid');
    expect(verifyWebhook(headers, Uint8Array.of(0xff, 0xfe, 0, 0x81), [secret], at)).toBe('mismatch');
  });

  it('lets a receiver that knows the old or the new secret take a message while one replaces the other', () => {
    const fresh = newWebhookSecret();
    const headers = signWebhook(message, [fresh, secret]);
    for (const known of [fresh, secret]) expect(verifyWebhook(headers, message.body, [known], at)).toBe('valid');
    expect(verifyWebhook(headers, message.body, [newWebhookSecret()], at)).toBe('mismatch');
    expect(new Webhook(secret).verify(message.body, { ...headers })).toEqual({ type: 'turn.finished' });
  });

  it('refuses an identifier with a point, which could be read as another message', () => {
    expect(() => signWebhook({ ...message, id: 'msg.1' }, [secret])).toThrow(RangeError);
    expect(() => signWebhook(message, [])).toThrow(RangeError);
  });
});

describe('verifyWebhook', () => {
  const headers = signWebhook(message, [secret]);
  const later = (seconds: number): Date => new Date(Math.floor(at.getTime() / 1000) * 1000 + seconds * 1000);

  it('refuses a message whose identifier, time, body or signature was changed', () => {
    const time = String(Number(headers['webhook-timestamp']) + 1);
    const signature = headers['webhook-signature'];
    const flipped = signature.slice(0, 3) + (signature[3] === 'A' ? 'B' : 'A') + signature.slice(4);
    expect(verifyWebhook({ ...headers, 'webhook-id': 'msg_2' }, message.body, [secret], at)).toBe('mismatch');
    expect(verifyWebhook({ ...headers, 'webhook-timestamp': time }, message.body, [secret], at)).toBe('mismatch');
    expect(verifyWebhook(headers, `${message.body} `, [secret], at)).toBe('mismatch');
    expect(verifyWebhook({ ...headers, 'webhook-signature': flipped }, message.body, [secret], at)).toBe('mismatch');
  });

  it('takes a message up to five minutes before and after, and none beyond', () => {
    for (const seconds of [-300, 300])
      expect(verifyWebhook(headers, message.body, [secret], later(seconds))).toBe('valid');
    for (const seconds of [-301, 301]) {
      expect(verifyWebhook(headers, message.body, [secret], later(seconds))).toBe('expired');
    }
  });

  it('passes over signatures of other versions, and calls headers malformed that have no v1', () => {
    const signature = headers['webhook-signature'];
    const mixed = { ...headers, 'webhook-signature': `v1a,AAAA ${signature} v2,BBBB` };
    expect(verifyWebhook(mixed, message.body, [secret], at)).toBe('valid');
    for (const text of ['', 'v1', 'v1a,AAAA', signature.slice(3)]) {
      expect(verifyWebhook({ ...headers, 'webhook-signature': text }, message.body, [secret], at)).toBe('malformed');
    }
    expect(verifyWebhook({ ...headers, 'webhook-timestamp': 'now' }, message.body, [secret], at)).toBe('malformed');
  });
});

describe('secrets', () => {
  it('are 32 random bytes when made here', () => {
    expect(newWebhookSecret()).not.toBe(newWebhookSecret());
    expect(Buffer.from(secret.slice('whsec_'.length), 'base64')).toHaveLength(32);
  });

  it('are refused when short, long, not base64 or without their prefix, and never repeated in the refusal', () => {
    const of = (sizeBytes: number): string => Buffer.alloc(sizeBytes, 7).toString('base64');
    for (const size of [24, 64]) expect(() => checkWebhookSecret(`whsec_${of(size)}`)).not.toThrow();
    for (const bad of [of(32), `whsec_${of(23)}`, `whsec_${of(65)}`, `whsec_${of(32)}!`, 'whsec_', '']) {
      expect(() => checkWebhookSecret(bad)).toThrow(
        expect.objectContaining({ code: 'request.invalid', field: 'secret' }),
      );
    }
    expect(() => checkWebhookSecret('whsec_hunter2')).toThrow(/^((?!hunter2).)*$/);
  });
});
