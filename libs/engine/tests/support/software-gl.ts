/** The engine's WGSL on Debian's software OpenGL: slow, but a driver of its own, and there without a graphics card. */
import { GpuExecutor, type GpuOptions } from '../../src/gpu/executor.ts';
import { NoAdapter } from '../../src/gpu/process.ts';

export const softwareGl = {
  flags: ['backend=opengles'],
  softwareAllowed: true,
  // Without LLVM's optimiser kernels compile four times as fast; the pictures are small.
  environment: { EGL_PLATFORM: 'surfaceless', LIBGL_ALWAYS_SOFTWARE: '1', GALLIVM_PERF: 'nopt' },
} as const satisfies GpuOptions;

const required = (process.env['REQUIRE_REAL'] ?? '').split(',').includes('gpu');

/**
 * An executor on software OpenGL, or undefined where the packages are missing, which is said in one line. With `gpu` in
 * REQUIRE_REAL their absence is a failure.
 */
export async function openSoftwareGl(options: GpuOptions = {}): Promise<GpuExecutor | undefined> {
  try {
    return await GpuExecutor.open({ ...softwareGl, ...options });
  } catch (error) {
    if (!(error instanceof NoAdapter)) throw error;
    const packages = 'apt-get install libegl1 libgles2 libegl-mesa0 libgl1-mesa-dri';
    const text = `WGSL is not tested here: ${error.message} On Debian: ${packages}.`;
    if (required) throw new Error(text, { cause: error });
    console.warn(`SKIPPED: ${text}`);
    return undefined;
  }
}
