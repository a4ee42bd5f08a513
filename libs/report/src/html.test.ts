import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Html, html } from './html.ts';

describe('html', () => {
  it('lets no inserted text leave its place', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { text: made } = html`<p title="${text}">${text}</p>`;
        expect(made.match(/</g)).toHaveLength(2);
        expect(made.match(/"/g)).toHaveLength(2);
      }),
    );
  });

  it('inserts markup of its own kind, lists and nothing', () => {
    const items = ['a', 'b'].map((x) => html`<li>${x}</li>`);
    const all = html`${items}${null}${new Html('<hr>')}`;
    expect(all.text).toBe('<li>a</li><li>b</li><hr>');
  });
});
