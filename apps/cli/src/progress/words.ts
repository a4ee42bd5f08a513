import type { Locale } from '@safelight/core';

/** The progress' own words; what the agent says is in the instruction's language anyway. `%` stands for what is said. */
const en = {
  starting: 'starting',
  reading: 'reading the photo',
  exporting: 'developing at full resolution',
  looking: 'looking',
  developing: 'developing',
  judging: 'judging',
  comparing: 'comparing',
  lightness: 'lightness',
  shadows: 'shadows',
  contrast: 'contrast',
  warmth: 'warmth',
  chroma: 'chroma',
  clipped: 'clipped',
  unchanged: 'nothing measurable changed',
  refused: 'refused: ',
  notDone: 'not done: ',
  missed: 'not reached: ',
  looked: 'looked at',
  notFound: 'not found',
  tilt: 'tilt %°',
  faces: '% faces',
  face: 'one face',
  from: 'of',
  looks: 'looks % of 5',
  follows: 'follows the wish % of 5',
  reflection: 'Reflection %',
  kept: 'kept: ',
  undone: 'undone, it did not help: ',
  noStep: 'found nothing to change',
  candidate: 'Edit %',
  candidateFailed: 'edit % ended early: ',
  reflectionFailed: 'the reflection broke off: ',
  compared: 'compared in pairs',
  wins: 'wins % of its pairs',
  best: 'best',
  takenOver: 'decided by %',
  tokens: '% tokens read, % written',
};

export type ProgressWords = typeof en;

const zh: ProgressWords = {
  starting: '正在启动',
  reading: '正在读取照片',
  exporting: '正在输出原尺寸',
  looking: '正在观察',
  developing: '正在冲洗',
  judging: '正在评判',
  comparing: '正在比较',
  lightness: '明度',
  shadows: '暗部',
  contrast: '反差',
  warmth: '冷暖',
  chroma: '彩度',
  clipped: '溢出',
  unchanged: '没有可测量的变化',
  refused: '未被接受：',
  notDone: '未做：',
  missed: '未达到：',
  looked: '看了',
  notFound: '未找到',
  tilt: '倾斜 %°',
  faces: '% 张脸',
  face: '一张脸',
  from: '占',
  looks: '观感 % / 5',
  follows: '符合要求 % / 5',
  reflection: '第 % 次反思',
  kept: '保留：',
  undone: '没有改善，已撤销：',
  noStep: '没有需要再改的地方',
  candidate: '方案 %',
  candidateFailed: '方案 % 提前结束：',
  reflectionFailed: '反思中断：',
  compared: '两两比较',
  wins: '胜率 %',
  best: '最佳',
  takenOver: '由 % 决定',
  tokens: '读入 % 个词元，写出 % 个',
};

export function progressWords(locale: Locale): ProgressWords {
  return locale === 'zh' ? zh : en;
}

/** Fills the places of a phrase in order. */
export function say(phrase: string, ...parts: readonly (string | number)[]): string {
  return parts.reduce<string>((text, part) => text.replace('%', () => String(part)), phrase);
}
