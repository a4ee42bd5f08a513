import { describe, expect, it } from 'vitest';
import { checkLanguage } from './language.ts';

const held = (language: 'en' | 'zh', ...thoughts: string[]): boolean => checkLanguage(language, thoughts).held;

describe('checkLanguage', () => {
  it('asks for Chinese characters in every Chinese thought', () => {
    expect(held('zh', '画面偏暗，提亮一点。', '完成。')).toBe(true);
    expect(held('zh', '画面偏暗，提亮一点。', 'Done.')).toBe(false);
  });

  it('lets an English thought quote Chinese and nothing more', () => {
    expect(held('en', 'I darken “天空” a little.')).toBe(true);
    expect(held('en', 'I darken 天空 a little.')).toBe(false);
  });

  it('does not hold where nothing was said', () => {
    expect(held('en')).toBe(false);
  });
});
