import { Fault } from '@safelight/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadConfig } from './config.ts';

const schema = z.object({
  PORT: z.coerce.number().int().min(1).default(8080),
  KEY: z.string().min(8).default('unset-key'),
});

describe('loadConfig', () => {
  it('takes defaults for what is left out or empty', () => {
    expect(loadConfig(schema, { PORT: '' })).toEqual({ PORT: 8080, KEY: 'unset-key' });
  });

  it('tells all problems at once, by name and without values', () => {
    const fault = (() => {
      try {
        return loadConfig(schema, { PORT: 'zero', KEY: 'hunter2' });
      } catch (thrown) {
        return thrown;
      }
    })() as Fault;
    expect(fault).toBeInstanceOf(Fault);
    expect(fault.problems.map(({ field }) => field)).toEqual(['PORT', 'KEY']);
    expect(fault.message).not.toMatch(/zero|hunter2/);
  });
});
