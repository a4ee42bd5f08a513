/// <reference types="@webgpu/types" />
import type { AdapterRequest } from './protocol.ts';

/** Names under which drivers that compute on the processor report themselves. */
const software = /llvmpipe|softpipe|swiftshader|lavapipe|basic render|software/i;

/** Dawn crashes when the object that `create` returned is collected. */
const held: GPU[] = [];

/** An adapter that will do, or one line that says why there is none. */
export async function findAdapter({
  flags,
  softwareAllowed,
}: AdapterRequest): Promise<{ adapter: GPUAdapter; name: string } | { reason: string }> {
  let gpu: GPU;
  try {
    const webgpu = await import('webgpu');
    Object.assign(globalThis, webgpu.globals);
    gpu = webgpu.create([...flags]);
    held.push(gpu);
  } catch (error) {
    const cause = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return { reason: `The package "webgpu" does not load here: ${cause}` };
  }
  const adapter = await gpu.requestAdapter({ featureLevel: 'compatibility', powerPreference: 'high-performance' });
  if (adapter === null) return { reason: 'No graphics adapter with a driver was found.' };
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const name = [vendor, architecture, device, description].filter(Boolean).join(', ');
  if ((isFallbackAdapter || software.test(name)) && !softwareAllowed) {
    return { reason: `The only graphics adapter is a software one (${name}), slower than the engine's own kernels.` };
  }
  return { adapter, name };
}
