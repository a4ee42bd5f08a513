import { encodeImage } from '@safelight/codec';
import { expect, it } from 'vitest';
import { Looks } from './looks.ts';

it('A picture is looked at once for a tenant and anew for the next one', async () => {
  const data = Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => (i * 7) % 256);
  const bytes = await encodeImage({ width: 64, height: 64, data }, { format: 'png' });
  const looks = new Looks();
  const first = await looks.at(bytes, 'a');
  expect(await looks.at(Uint8Array.from(bytes), 'a')).toBe(first);
  expect(await looks.at(bytes, 'b')).not.toBe(first);
});
