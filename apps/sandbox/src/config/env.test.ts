import { describe, expect, it } from 'vitest';
import { readEnv } from './env.ts';

describe('readEnv', () => {
  it('lets the engine take a graphics adapter unless told otherwise', () => {
    expect(readEnv({}).SAFELIGHT_ENGINE_BACKEND).toBe('auto');
    expect(readEnv({ SAFELIGHT_ENGINE_BACKEND: 'cpu' }).SAFELIGHT_ENGINE_BACKEND).toBe('cpu');
  });

  it('names the variable whose backend is none', () => {
    expect(() => readEnv({ SAFELIGHT_ENGINE_BACKEND: 'cuda' })).toThrow('SAFELIGHT_ENGINE_BACKEND');
  });
});
