import { findTool } from '@safelight/catalogue';
import { encodeImage } from '@safelight/codec';
import { Fault, type Mask, type Matte } from '@safelight/core';
import { isPerceptual, matteKey } from '@safelight/engine';
import type { CallContext } from '@safelight/service-kit';
import type { SegmentRequest, SegmentResponse } from '@safelight/wire';
import type { Context } from '../context.ts';
import { verify } from '../photos.ts';
import { notRendered } from '../support.ts';

/** Finds what a perceptual mask selects. @throws Fault `tool.unknown`, `tool.notRendered`, `tool.notApplicable` */
export async function segment(context: Context, request: SegmentRequest, call: CallContext): Promise<SegmentResponse> {
  const { tool, settings } = request;
  refuseOther(tool);
  const source = verify(request.photo, call);
  const photo = await context.photos.get(source);
  const mask: Mask = { id: '', tool, name: '', settings, strokes: [], foreign: [] };
  const key = matteKey(mask);
  const { sha256, tenant } = source;
  const seen = { sha256, tenant, photo, orientation: photo.orientation };
  const matte = (await context.sight.find(seen, new Map([[key, mask]]), call.signal)).get(key) ?? null;
  if (matte === null) return { found: false, confidence: 0, coverage: 0, png: new Uint8Array() };
  const sum = matte.data.reduce((total, value) => total + value, 0);
  const coverage = sum / (255 * matte.data.length);
  return { found: true, confidence: matte.confidence, coverage, png: await greyPng(matte) };
}

function refuseOther(tool: string): void {
  if (findTool(tool) === undefined) {
    throw new Fault('tool.unknown', `There is no tool "${tool}". See the list of tools.`, { field: 'tool' });
  }
  if (!isPerceptual(tool)) {
    const message = `${tool} selects by place or value and needs nobody to look. Choose a mask such as maskSky.`;
    throw new Fault('tool.notApplicable', message, { field: 'tool' });
  }
  const reason = notRendered(tool);
  if (reason !== undefined) throw new Fault('tool.notRendered', `${tool}: ${reason}`, { field: 'tool' });
}

function greyPng({ width, height, data }: Matte): Promise<Uint8Array> {
  const rgb = new Uint8Array(3 * data.length);
  for (let i = 0; i < rgb.length; i++) rgb[i] = data[Math.floor(i / 3)]!;
  return encodeImage({ width, height, data: rgb }, { format: 'png' });
}
