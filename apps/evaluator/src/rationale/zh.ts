import { partMark } from '../metrics/where.ts';
import { namesZh, partsZh } from './names-zh.ts';
import type { Grounds } from './rationale.ts';

const listMax = 3;

/** "brighter · sky" is named part by part. */
function nameOf(name: string): string {
  const [what = '', where] = name.split(partMark);
  const own = namesZh[what] ?? what;
  return where === undefined ? own : `${partsZh[where] ?? where}${own}`;
}

function degree(score: number): string {
  if (score >= 4.3) return '很好地实现了';
  if (score >= 3.4) return '基本实现了';
  if (score >= 2.3) return '部分实现了';
  return '几乎没有实现';
}

export function zh({ scores, met, missed, flaw, uncovered, aligned }: Grounds): string {
  const names = met.slice(0, listMax).map(({ name }) => nameOf(name));
  const done = names.length === 0 ? '' : `：${names.join('、')}`;
  const sentences = [`修图${degree(scores.instruction)}要求（${scores.instruction.toFixed(1)} / 5）${done}。`];
  const [short] = missed;
  if (short !== undefined) sentences.push(`差距最大的是“${nameOf(short.name)}”：${short.evidence}。`);
  sentences.push(
    flaw === null
      ? `画面本身成立（${scores.aesthetic.toFixed(1)} / 5）。`
      : `画面得 ${scores.aesthetic.toFixed(1)} / 5，主要扣分在${nameOf(flaw.name)}：${flaw.evidence}。`,
  );
  if (uncovered.length > 0) {
    sentences.push(
      `以下内容无法用数值衡量，未予评判：${uncovered
        .slice(0, listMax)
        .map((part) => `“${part}”`)
        .join('、')}。`,
    );
  }
  if (!aligned) sentences.push('两张图片无法对齐，只比较了整体数值。');
  return sentences.join('');
}
