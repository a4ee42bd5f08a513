import { Client, credentials } from '@grpc/grpc-js';
import { emptyRecipe } from '@safelight/core';
import { isServing } from '@safelight/service-kit';
import { sandboxContract } from '@safelight/wire';
import { exiftool } from 'exiftool-vendored';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultOf, openDarkroom, recipeOf, sent, storedAs, thinned, type Darkroom } from './darkroom.ts';

let darkroom: Darkroom;
beforeAll(async () => {
  darkroom = await openDarkroom();
});
afterAll(async () => {
  await darkroom[Symbol.asyncDispose]();
  await exiftool.end();
});

describe('InspectPhoto', () => {
  it('tells the upright size and how the rows are stored', async () => {
    const image = await thinned('wren.jpg', 16);
    const photo = sent(await storedAs(image, 6));
    expect(await darkroom.client.inspectPhoto({ photo })).toEqual({
      width: image.width,
      height: image.height,
      mediaType: 'image/png',
      kind: 'rendered',
      orientation: 6,
      depth: 8,
      profile: 'sRGB',
      asShot: null,
    });
  });

  it('refuses what is no image', async () => {
    const photo = sent(Buffer.from('The quick brown fox jumps over the lazy dog.'));
    expect((await faultOf(darkroom.client.inspectPhoto({ photo }))).code).toBe('photo.notAnImage');
  });
});

describe('ValidateCalls', () => {
  const request = { recipe: emptyRecipe, photoKind: 'rendered' } as const;

  it('applies the good calls and names what is wrong with each other one', async () => {
    const { tools } = await darkroom.client.listTools({});
    const unrendered = tools.find((tool) => !tool.rendered)!;
    const calls = [
      { tool: 'exposure', value: 0.5 },
      { tool: 'exposureish', value: 1 },
      { tool: 'contrast', value: 1000 },
      { tool: unrendered.name, value: 1 },
    ];
    const { recipe, problems } = await darkroom.client.validateCalls({ ...request, calls });
    expect(recipe.settings).toEqual({ exposure: 0.5 });
    expect(problems.map(({ code, field }) => [code, field])).toEqual([
      ['tool.unknown', 'calls[1].tool'],
      ['tool.outOfRange', 'calls[2].value'],
      ['tool.notRendered', 'calls[3].tool'],
    ]);
    expect(problems[2]!.message).toContain(unrendered.notRenderedReason);
  });

  it('refuses a recipe that is not valid itself', async () => {
    const recipe = recipeOf({ exposure: 'bright' });
    expect((await faultOf(darkroom.client.validateCalls({ ...request, recipe, calls: [] }))).code).toBe(
      'recipe.invalid',
    );
  });
});

describe('ListTools', () => {
  it('lists all tools, and says why for each that is not rendered', async () => {
    const { tools } = await darkroom.client.listTools({});
    expect(new Set(tools.map((tool) => tool.name)).size).toBe(306);
    for (const tool of tools) expect(tool.notRenderedReason === '', tool.name).toBe(tool.rendered);
  });
});

describe('Convert', () => {
  const rest = { photoKind: 'rendered', photoFileName: 'wren.jpg' } as const;

  it('writes a recipe as XMP and reads it back', async () => {
    const recipe = recipeOf({ exposure: 0.35, contrast: 12 });
    const { xmp } = await darkroom.client.convert({ ...rest, input: { recipe } });
    const back = await darkroom.client.convert({ ...rest, input: { xmp } });
    expect(back.recipe.settings).toEqual(recipe.settings);
  });

  it('writes a preset of what the recipe changes, and says what belongs to the photo alone', async () => {
    const recipe = recipeOf({ exposure: 0.35, cropLeft: 0.2 });
    const request = { ...rest, input: { recipe }, form: 'preset', title: 'Soft' } as const;
    const { text, warnings } = await darkroom.client.convert(request);
    expect(text).toContain('crs:PresetType="Normal"');
    expect(text).toContain('crs:Exposure2012="+0.35"');
    expect(text).not.toMatch(/Crop|Contrast2012/);
    expect(warnings.map(({ field }) => field)).toEqual(['settings.cropLeft', 'settings.hasCrop']);
    expect((await darkroom.client.convert(request)).text).toBe(text);
    const back = await darkroom.client.convert({ ...rest, input: { xmp: text } });
    expect(back.recipe).toEqual(recipeOf({ exposure: 0.35 }));
  });

  it('keeps masks through XMP', async () => {
    const calls = [
      { tool: 'maskSky', target: 'sky', value: true },
      { tool: 'localExposure', target: 'sky', value: -0.5 },
    ];
    const { recipe } = await darkroom.client.validateCalls({ recipe: emptyRecipe, calls, photoKind: 'rendered' });
    const { xmp } = await darkroom.client.convert({ ...rest, input: { recipe } });
    expect((await darkroom.client.convert({ ...rest, input: { xmp } })).recipe).toEqual(recipe);
    expect(recipe.corrections).toMatchObject([{ name: 'sky', settings: { localExposure: -0.5 } }]);
  });

  it('refuses a text that is no XMP', async () => {
    expect((await faultOf(darkroom.client.convert({ ...rest, input: { xmp: '<broken' } }))).code).toBe('xmp.invalid');
  });
});

describe('the service', () => {
  it('says that it serves, until it is stopped', async () => {
    const other = await openDarkroom();
    expect(await isServing(other.address, 5000)).toBe(true);
    await other[Symbol.asyncDispose]();
    expect(await isServing(other.address, 5000)).toBe(false);
  });

  it('describes itself by reflection', async () => {
    const client = new Client(darkroom.address, credentials.createInsecure());
    const same = (buffer: Buffer): Buffer => buffer;
    const call = client.makeBidiStreamRequest('/grpc.reflection.v1.ServerReflection/ServerReflectionInfo', same, same);
    // list_services = field 7, a string.
    call.write(Buffer.from([58, 1, 42]));
    const reply = await new Promise<Buffer>((resolve, reject) => call.once('data', resolve).once('error', reject));
    expect(reply.toString('latin1')).toContain(sandboxContract.service);
    call.end();
    client.close();
  });
});
