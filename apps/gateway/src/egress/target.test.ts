import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { specialRangesV4, specialRangesV6 } from './addresses.ts';
import { egressPolicy } from './policy.ts';
import { addressesOf, targetOf } from './target.ts';

const neverAborted = new AbortController().signal;
const policy = egressPolicy({ resolve: () => Promise.resolve(['93.184.215.14']) });

/** What becomes of an address: the code of its refusal, or where it leads. */
async function verdictOf(url: string, under = policy): Promise<string> {
  try {
    const addresses = await addressesOf(targetOf(url, under), under, neverAborted);
    return addresses.join(' ');
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('an address that a caller chose', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://127.0.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0X7F.0x0.0x0.0x1/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://0177.0x0.1/',
    'http://127.0.0.1./',
    'http://0/',
    'http://0.0.0.0/',
    'http://00000000000000000000000000000/',
    'http://１２７.０.０.１/',
    'http://①②⑦.⓪.⓪.①/',
    'http://127。0。0。1/',
    'http://%31%32%37.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://2852039166/',
    'http://0xA9FEA9FE/',
    'http://0251.0376.0251.0376/',
    'http://[::1]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::FFFF:169.254.169.254]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://[2002:7f00:1::]/',
    'http://[fd00:ec2::254]/',
    'http://[fe80::1]/',
    'http://10.0.0.1/',
    'http://192.168.1.1:8080/',
    'http://localhost/',
    'http://LOCALHOST./',
    'http://ｌｏｃａｌｈｏｓｔ/',
    'http://photos.localhost/',
    'http://kubernetes.default.svc.cluster.local/',
    'http://metadata.google.internal/',
    'http://router.home.arpa/',
    'http://intranet/',
    'https://93.184.215.14:22/',
    'http://example.com:6379/',
    'http://example.com:0/',
  ])('is refused as forbidden: %s', async (url) => {
    expect(await verdictOf(url)).toBe('url.forbidden');
  });

  it.each([
    '',
    'example.com/photo.jpg',
    '//example.com/photo.jpg',
    'ftp://example.com/',
    'file:///etc/passwd',
    'gopher://127.0.0.1:6379/_x',
    'data:image/png;base64,AAAA',
    'javascript:1',
    'blob:http://example.com/1',
    'http://',
    'http:///',
    'http://user@example.com/',
    'http://user:secret@example.com/',
    'http://example.com@127.0.0.1/',
    'http://example.com%00.internal/',
    'http://exa mple.com/',
    'http://example.com/a b',
    'http://example.com/\r\nHost: inner',
    ' http://example.com/',
    'http://[::1%25eth0]/',
    'http://[::1/',
    'http://999.1.1.1/',
    'http://1.2.3.4.5/',
    'http://0x7f.1.1.1.1/',
    'http://4294967296/',
    'http://example.com:99999/',
    'http://example.com../',
    'http://../',
    `http://example.com/${'a'.repeat(2048)}`,
  ])('is refused as invalid: %s', async (url) => {
    expect(await verdictOf(url)).toBe('url.invalid');
  });

  it.each([
    ['http://example.com/photo.jpg', 'example.com'],
    ['https://EXAMPLE.com./photo.jpg?x=1#part', 'example.com'],
    ['https://example.com:8443/', 'example.com'],
    ['http://example.com:8080/', 'example.com'],
    ['https://bücher.example/', 'xn--bcher-kva.example'],
    // Everything before the backslash is the host, for us as for the connection.
    ['http://example.com\\@127.0.0.1/', 'example.com'],
    ['https://93.184.215.14/', '93.184.215.14'],
    ['https://0x5DB8D70E/', '93.184.215.14'],
    ['https://[2606:4700:4700::1111]/', '2606:4700:4700::1111'],
  ])('is taken: %s leads to %s', async (url, hostname) => {
    const target = targetOf(url, policy);
    expect(target.hostname).toBe(hostname);
    expect(target.url.hash).toBe('');
    expect(await verdictOf(url)).toMatch(/^[\da-f.:]+$/);
  });

  it('is refused in every spelling of every address of a special range', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(spelledV4, spelledV6), async (host) => {
        expect(await verdictOf(`http://${host}/`)).toMatch(/^url\.(forbidden|invalid)$/);
        const resolving = egressPolicy({
          resolve: () => Promise.resolve(['93.184.215.14', host.replace(/^\[|\]$/g, '')]),
        });
        expect(await verdictOf('http://example.com/', resolving)).toBe('url.forbidden');
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('what an operator says', () => {
  it('opens the addresses, ranges and hosts that it names, and nothing beside them', async () => {
    const open = egressPolicy({
      allow: ['127.0.0.1', '10.1.0.0/16', 'fd00:1::/32', 'Receiver.internal'],
      resolve: () => Promise.resolve(['10.2.0.1']),
    });
    expect(await verdictOf('http://127.0.0.1/', open)).toBe('127.0.0.1');
    expect(await verdictOf('http://127.0.0.2/', open)).toBe('url.forbidden');
    expect(await verdictOf('http://10.1.255.255/', open)).toBe('10.1.255.255');
    expect(await verdictOf('http://10.2.0.1/', open)).toBe('url.forbidden');
    expect(await verdictOf('http://[fd00:1::7]/', open)).toBe('fd00:1::7');
    expect(await verdictOf('http://receiver.internal/', open)).toBe('10.2.0.1');
    expect(await verdictOf('http://x.receiver.internal/', open)).toBe('url.forbidden');
    expect(await verdictOf('http://example.com/', open)).toBe('url.forbidden');
  });

  it('opens ports, and takes https alone where that is asked for', async () => {
    const open = egressPolicy({ ports: [9000], httpsOnly: true });
    expect(await verdictOf('https://93.184.215.14:9000/', open)).toBe('93.184.215.14');
    expect(await verdictOf('https://93.184.215.14:9001/', open)).toBe('url.forbidden');
    expect(await verdictOf('http://93.184.215.14/', open)).toBe('url.forbidden');
  });

  it.each(['127.1', '10.0.0.0/40', 'http://host', '*.internal', '', 'a b'])(
    'is refused at the start when it says %j',
    (entry) => {
      expect(() => egressPolicy({ allow: ['10.0.0.0/8', entry] })).toThrow(
        expect.objectContaining({ code: 'config.invalid', message: expect.stringContaining('Entry 2') as string }),
      );
    },
  );
});

/** A random address of a range: its prefix, then random bits. */
function addressIn(range: string): fc.Arbitrary<bigint> {
  const [address = '', prefix = ''] = range.split('/');
  const bits = address.includes(':') ? 128n : 32n;
  const free = bits - BigInt(prefix);
  const start = ((bits === 32n ? bitsOfV4(address) : bitsOfV6(address)) >> free) << free;
  return fc.bigInt({ min: 0n, max: (1n << free) - 1n }).map((rest) => start | rest);
}

const bitsOfV4 = (text: string): bigint => text.split('.').reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);

function bitsOfV6(text: string): bigint {
  const [left = '', right = ''] = text.split('::');
  const [before, after] = [left, right].map((half) => half.split(':').filter((group) => group !== ''));
  const groups = [
    ...(before ?? []),
    ...Array<string>(8 - (before?.length ?? 0) - (after?.length ?? 0)).fill('0'),
    ...(after ?? []),
  ];
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

const bytesOf = (bits: bigint): readonly number[] => [24n, 16n, 8n, 0n].map((shift) => Number((bits >> shift) & 255n));
const groupsOf = (bits: bigint): readonly string[] =>
  Array.from({ length: 8 }, (_, i) => ((bits >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));

/** Every way to write an IPv4 address as a host: radix of each part, fewer parts, other digits, inside IPv6. */
const spelledV4: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...specialRangesV4).chain(addressIn),
    fc.constantFrom(1, 2, 3, 4),
    fc.array(fc.constantFrom(8, 10, 16), { minLength: 4, maxLength: 4 }),
    fc.constantFrom<(host: string, bits: bigint) => string>(
      (host) => host,
      (host) => host.toUpperCase(),
      (host) => `${host}.`,
      (host) => host.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
      (host) => host.replaceAll('.', '。'),
      (host) => [...host].map((char) => `%${char.charCodeAt(0).toString(16)}`).join(''),
      (_, bits) => `[::ffff:${bytesOf(bits).join('.')}]`,
      (_, bits) => `[::${bytesOf(bits).join('.')}]`,
      (_, bits) => `[0:0:0:0:0:FFFF:${(bits >> 16n).toString(16)}:${(bits & 0xffffn).toString(16)}]`,
      (_, bits) => `[64:ff9b::${bytesOf(bits).join('.')}]`,
      (_, bits) => `[2002:${(bits >> 16n).toString(16)}:${(bits & 0xffffn).toString(16)}::]`,
    ),
  )
  .map(([bits, count, radixes, form]) => {
    const bytes = bytesOf(bits);
    // With fewer than four parts the last one carries the rest of the bits.
    const parts = [...bytes.slice(0, count - 1), Number(bits & ((1n << BigInt(8 * (5 - count))) - 1n))];
    const host = parts
      .map((part, i) =>
        radixes[i] === 16 ? `0x${part.toString(16)}` : radixes[i] === 8 ? `0${part.toString(8)}` : String(part),
      )
      .join('.');
    return form(host, bits);
  });

const specialV6 = [
  ...specialRangesV6,
  '::/8',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

const spelledV6: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...specialV6).chain(addressIn),
    fc.constantFrom<(groups: readonly string[]) => string>(
      (groups) => groups.join(':'),
      (groups) => groups.map((group) => group.padStart(4, '0')).join(':'),
      (groups) => groups.join(':').toUpperCase(),
      (groups) => groups.join(':').replace(/(^|:)0(:0)+(:|$)/, '::'),
      (groups) => {
        const [high = '0', low = '0'] = groups.slice(6);
        return `${groups.slice(0, 6).join(':')}:${bytesOf((BigInt(`0x${high}`) << 16n) | BigInt(`0x${low}`)).join('.')}`;
      },
    ),
  )
  .map(([bits, spell]) => `[${spell(groupsOf(bits))}]`);
