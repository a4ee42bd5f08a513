import type { BodyOf } from '../http/operation.ts';
import type { Wire } from '../http/wire.ts';
import type { CallOptions, CreateOptions } from '../options.ts';
import { entriesOf } from '../pages.ts';

export const presetsOf = (wire: Wire) => ({
  create: (body: BodyOf<'createPreset'>, options?: CreateOptions) => wire.call('createPreset', { body }, options),

  list: (options?: CallOptions) =>
    entriesOf(
      (query) => wire.call('listPresets', { query }, options),
      ({ presets }) => presets,
    ),

  get: (presetId: string, options?: CallOptions) => wire.call('getPreset', { path: { presetId } }, options),

  replace: (presetId: string, body: BodyOf<'replacePreset'>, options?: CallOptions) =>
    wire.call('replacePreset', { path: { presetId }, body }, options),

  async delete(presetId: string, options?: CallOptions): Promise<void> {
    await wire.call('deletePreset', { path: { presetId } }, options);
  },

  /** As a develop preset that Lightroom imports. */
  async xmp(presetId: string, options?: CallOptions): Promise<string> {
    return (await wire.send('exportPreset', { path: { presetId } }, options)).text();
  },
});
