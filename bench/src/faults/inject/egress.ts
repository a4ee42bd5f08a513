/** F8: addresses inside, in every spelling, as webhooks and as photos by URL. Rebinding is held by the gateway's tests. */
import type { Probe } from '../bench.ts';
import { makeAccount } from '../load/accounts.ts';
import { receiverHost } from '../load/receiver.ts';

export const egress: Probe = async (bench) => {
  const { stack, receiver, operator, inner, say } = bench;
  const { caller } = await makeAccount(operator, { baseUrl: stack.baseUrl, receiver }, 'egress');
  const codes = new Map<string, number>();
  let [injected, lost] = [0, 0];
  const judge = (what: string, { status, code }: { readonly status: number; readonly code: string | null }): void => {
    injected++;
    if (status >= 400 && status < 500 && code !== null) return void codes.set(code, (codes.get(code) ?? 0) + 1);
    lost++;
    say(`F8  ${what} was answered with ${status} ${code}`);
  };
  for (const url of urls(inner.port)) {
    judge(`webhook to ${url}`, await caller.reach('/v1/webhooks', { method: 'POST', json: { url } }));
    judge(`photo from ${url}`, await caller.reach('/v1/photos', { method: 'POST', json: { url } }));
  }
  const leading = `http://${receiverHost}:${inner.redirectPort}/photo.jpg`;
  judge(`photo from ${leading}`, await caller.reach('/v1/photos', { method: 'POST', json: { url: leading } }));
  const hits = inner.hits();
  if (hits > 0) say(`F8  the inner server was reached ${hits} times`);
  return {
    ...{ fault: 'F8', what: 'addresses inside', injected, survived: injected - lost, lost: lost + hits, duplicated: 0 },
    note: `the inner server was reached ${hits} times; ${[...codes].map(([code, times]) => `${code} ${times}`).join(', ')}`,
  };
};

function urls(port: number): readonly string[] {
  const loopback = [
    ...['127.0.0.1', 'localhost', 'localhost.', '2130706433', '0x7f000001', '0177.0.0.1', '127.1', '0.0.0.0', '0'],
    ...['[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[64:ff9b::7f00:1]', '①②⑦.⓪.⓪.①', 'a:b@127.0.0.1'],
  ].map((host) => `http://${host}:${port}/`);
  const inside = [
    ...['169.254.169.254/latest/meta-data/', '10.0.0.1/', '172.16.0.1/', '192.168.1.1/', '100.64.0.1/', '224.0.0.1/'],
    ...['[fe80::1]/', '[fd00::1]/', '[2002:7f00:1::]/', '255.255.255.255/'],
  ].map((rest) => `http://${rest}`);
  const others = [
    'file:///etc/passwd',
    `gopher://127.0.0.1:${port}/`,
    `ftp://127.0.0.1:${port}/`,
    'http://127.0.0.1:22/',
  ];
  return [...loopback, ...inside, ...others, 'http:///', 'not an address'];
}
