import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { widthOf, wrap } from './terminal.ts';

describe('wrap', () => {
  it('keeps every line within the columns and loses no character but gaps', () => {
    const words = fc.array(fc.string({ unit: fc.constantFrom('a', '光', '，', '.'), minLength: 1, maxLength: 8 }));
    fc.assert(
      fc.property(words, (parts) => {
        const text = parts.join(' ');
        const lines = wrap(text, 40);
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(40);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });

  it('counts wide characters as two columns and begins no line with closing punctuation', () => {
    expect(wrap('把天空压暗一点，保留云的细节。', 14)).toEqual(['把天空压暗一', '点，保留云的细', '节。']);
  });
});
