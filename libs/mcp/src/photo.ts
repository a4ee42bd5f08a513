/** Photos as callers of tools name them. */
import { Buffer } from 'node:buffer';
import { openAsBlob } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, resolve, sep } from 'node:path';
import type { CallOptions, Photo } from '@safelight/client';
import { z } from 'zod';
import type { ToolContext } from './context.ts';
import { ToolInputError } from './failure.ts';
import { mcpLimits } from './limits.ts';

/** The ways to name a photo; tools take exactly one. */
export const photoShape = {
  path: z
    .string()
    .min(1)
    .max(4_096)
    .optional()
    .describe('Path of the photo below the folder that the server was given.'),
  base64: z.string().min(1).max(mcpLimits.base64Chars).optional().describe('The file itself, base64.'),
  fileName: z.string().max(255).optional().describe('Its name, with base64.'),
};

/** For tools that keep the photo: the server can fetch it as well. */
export const sourceShape = {
  ...photoShape,
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_048)
    .optional()
    .describe('Public address that the Safelight server fetches the photo from.'),
};

export interface PhotoArguments {
  readonly path?: string | undefined;
  readonly base64?: string | undefined;
  readonly fileName?: string | undefined;
}

/** Uploads the photo. @throws ToolInputError, SafelightError */
export async function uploadPhoto(
  context: ToolContext,
  { url, ...named }: PhotoArguments & { readonly url?: string | undefined },
  options: CallOptions,
): Promise<Photo> {
  if (url !== undefined) {
    if (named.path === undefined && named.base64 === undefined) return context.api.photos.import(url, options);
    throw new ToolInputError('Name the photo in one way: by url, or by path or base64.');
  }
  const { blob, fileName } = await readPhoto(context, named);
  return context.api.photos.create(blob, { ...options, fileName });
}

export async function readPhoto(
  { root }: ToolContext,
  { path, base64, fileName = 'photo' }: PhotoArguments,
): Promise<{ readonly blob: Blob; readonly fileName: string }> {
  if ((path === undefined) === (base64 === undefined)) {
    throw new ToolInputError(
      `Name the photo in one way: ${root === null ? 'base64' : 'path or base64'}, or url where the tool takes it.`,
    );
  }
  if (base64 !== undefined) return { blob: new Blob([decode(base64)]), fileName };
  if (root === null) {
    throw new ToolInputError('This server runs elsewhere and opens no files. Send the photo as base64, or its url.');
  }
  return fileBelow(root, path!);
}

function decode(text: string): Uint8Array<ArrayBuffer> {
  const plain = text.replace(/^data:[\w./+-]+;base64,/, '');
  const bytes = Uint8Array.from(Buffer.from(plain, 'base64'));
  if (bytes.length > 0 && /^[\w+/\s-]+={0,2}\s*$/.test(plain.slice(-64))) return bytes;
  throw new ToolInputError('The base64 holds no file. Encode the bytes of the photo, without line prefixes.');
}

/** Links are followed before the place is judged: one that leads out of the folder is refused like any path outside it. */
async function fileBelow(root: string, path: string): Promise<{ readonly blob: Blob; readonly fileName: string }> {
  const top = await realpath(root);
  const unreadable = new ToolInputError(
    `"${path}" is no readable file below ${top}. Give a path within that folder, or start the server with another one (--root).`,
  );
  const target = await realpath(resolve(top, path)).catch(() => {
    throw unreadable;
  });
  if (!target.startsWith(top.endsWith(sep) ? top : top + sep)) throw unreadable;
  const state = await stat(target);
  if (!state.isFile()) throw unreadable;
  if (state.size > mcpLimits.photoSizeBytes) {
    throw new ToolInputError(`"${path}" has ${state.size} bytes; at most ${mcpLimits.photoSizeBytes} are taken.`);
  }
  return { blob: await openAsBlob(target), fileName: basename(target) };
}
