/** Files that broke other decoders, from Debian's packages gdk-pixbuf-tests, libjxl-testdata and libsdl2-image-tests. */
import { Fault } from '@safelight/core';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { decodePhoto } from '../src/index.ts';

const folders = [
  '/usr/libexec/installed-tests/gdk-pixbuf/test-images',
  '/usr/share/libjxl-testdata',
  '/usr/libexec/installed-tests/SDL2_image',
].filter((folder) => existsSync(folder));
const fileSizeBytesMax = 8 * 1024 * 1024;

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => statSync(path).size <= fileSizeBytesMax);

it.skipIf(folders.length === 0)(
  'each file of the malformed corpora is decoded or refused with a typed fault',
  async () => {
    let decoded = 0;
    for (const path of folders.flatMap(filesOf)) {
      const thrown: unknown = await decodePhoto(readFileSync(path)).then(
        () => void decoded++,
        (error: unknown) => error,
      );
      if (thrown !== undefined)
        expect([path, thrown instanceof Fault && thrown.code]).toEqual([path, expect.stringMatching(/^photo\./)]);
    }
    expect(decoded).toBeGreaterThan(0);
  },
);
