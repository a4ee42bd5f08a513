import { describe, expect, it } from 'vitest';
import { groundNames, partNames, readOptions } from './options.ts';

describe('the options of the platform’s bench', () => {
  it('measure everything on both grounds and soak for a minute when nothing is said', () => {
    expect(readOptions([])).toMatchObject({ grounds: groundNames, parts: partNames, soakMs: 60_000 });
  });

  it('take parts and grounds by name, and minutes', () => {
    const options = readOptions(['--on', 'real', '--only', 'turn,read', '--soak', '10']);
    expect(options).toMatchObject({ grounds: ['real'], parts: ['read', 'turn'], soakMs: 600_000 });
  });

  it.each([[['--only', 'reed']], [['--on', 'kafka']], [['--soak', '0']], [['--soak', 'ten']], [['--sok', '1']]])(
    'refuse %j',
    (args) => {
      expect(() => readOptions(args)).toThrow();
    },
  );
});
