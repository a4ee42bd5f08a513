import { spawnSync } from 'node:child_process';
import { Fault } from '@safelight/core';
import { describe, expect, it } from 'vitest';
import { openBackend } from '../src/gpu/backend.ts';
import { GpuExecutor, type GpuOptions } from '../src/gpu/executor.ts';
import { copyProgram, planarLevel } from './programs.ts';

const stub: GpuOptions = { childUrl: new URL('./support/gpu-child-stub.ts', import.meta.url) };
const render = (executor: GpuExecutor, width: number, signal?: AbortSignal) =>
  executor.run(copyProgram(width, 1), planarLevel(width, 1), 'rgb8', signal);

const caught = (work: Promise<unknown>): Promise<Fault> =>
  work.then(
    () => {
      throw new Error('Nothing was thrown.');
    },
    (thrown: unknown) => {
      if (thrown instanceof Fault) return thrown;
      throw thrown;
    },
  );

describe('The graphics process', () => {
  it('is killed when it hangs: the caller may ask again, and the next render has a new process', async () => {
    await using executor = await GpuExecutor.open({ ...stub, stuckTimeoutMs: 1_000 });
    const [stuck, behind] = [caught(render(executor, 13)), render(executor, 8)];
    const fault = await stuck;
    expect([fault.code, fault.retryable]).toEqual(['engine.stuck', true]);
    expect((await behind).length).toBe(24);
  });

  it('may crash: the caller may ask again, and the next render has a new process', async () => {
    await using executor = await GpuExecutor.open(stub);
    expect((await render(executor, 8)).length).toBe(24);
    const fault = await caught(render(executor, 17));
    expect([fault.code, fault.retryable]).toEqual(['engine.stuck', true]);
    expect(fault.detail).toContain('SIGSEGV');
    expect((await render(executor, 8)).length).toBe(24);
  });

  it('tells what it cannot compute, for the log alone', async () => {
    await using executor = await GpuExecutor.open(stub);
    const fault = await caught(render(executor, 21));
    expect([fault.code, fault.retryable]).toEqual(['internal', false]);
    expect(fault.message).not.toContain('compile');
    expect(fault.detail).toContain('compile');
  });

  it('answers renders that were asked for at once, and refuses what its queue cannot hold', async () => {
    await using executor = await GpuExecutor.open({ ...stub, queueLengthMax: 2 });
    const settled = await Promise.allSettled([1, 2, 3, 4].map((width) => render(executor, width)));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
    expect((settled[3] as PromiseRejectedResult).reason).toMatchObject({ code: 'service.unavailable' });
  });

  it('is not asked when the render was canceled', async () => {
    await using executor = await GpuExecutor.open(stub);
    await expect(render(executor, 13, AbortSignal.abort())).rejects.toThrow('aborted');
  });

  it('ends with its executor, and what was running is told so', async () => {
    const executor = await GpuExecutor.open(stub);
    const running = caught(render(executor, 13));
    await executor[Symbol.asyncDispose]();
    expect((await running).code).toBe('service.unavailable');
    expect((await caught(render(executor, 8))).code).toBe('service.unavailable');
  });

  it('lets the engine’s process end while it is idle', () => {
    const modules = ['src/gpu/executor.ts', 'tests/programs.ts'].map(
      (path) => new URL(`../${path}`, import.meta.url).href,
    );
    const script = `
      const { GpuExecutor } = await import(${JSON.stringify(modules[0])});
      const { copyProgram, planarLevel } = await import(${JSON.stringify(modules[1])});
      const executor = await GpuExecutor.open({ childUrl: new URL(${JSON.stringify(stub.childUrl!.href)}) });
      await executor.run(copyProgram(4, 1), planarLevel(4, 1), 'rgb8');
      console.log('done');`;
    const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { timeout: 30_000 });
    expect([stdout.toString().trim(), status]).toEqual(['done', 0]);
  });
});

describe('openBackend', () => {
  const refusing: GpuOptions = { ...stub, environment: { GPU_STUB_REFUSAL: 'There is no adapter.' } };

  it('takes the adapter when there is one, and says its name', async () => {
    const { backend, reason, device } = await openBackend('auto', stub);
    expect([backend, reason]).toEqual(['gpu', 'a stub']);
    await device![Symbol.asyncDispose]();
  });

  it('computes on the processor when there is none, and says why', async () => {
    expect(await openBackend('auto', refusing)).toEqual({
      backend: 'cpu',
      reason: 'There is no adapter.',
      device: null,
    });
  });

  it('refuses to start when an adapter is demanded and there is none', async () => {
    const fault = await caught(openBackend('gpu', refusing));
    expect(fault.code).toBe('config.invalid');
    expect(fault.message).toContain('There is no adapter.');
  });

  it('starts no process when the processor is asked for', async () => {
    expect(await openBackend('cpu', stub)).toMatchObject({ backend: 'cpu', device: null });
  });
});
