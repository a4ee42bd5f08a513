import { nameOfRegion, type Intent } from '@safelight/intent';
import type { NotFound } from '../../parts.ts';
import type { Words } from '../words.ts';
import { figure, list, nameOf, quoted } from './names.ts';

function left(intent: Intent, notFound: readonly NotFound[]): readonly string[] {
  const { notDevelopWork, notUnderstood, outOfRange, contradictions, guessed, reasons } = intent;
  const explained = new Set(reasons.map(({ source }) => source));
  const unexplained = notUnderstood.filter((source) => !explained.has(source));
  const names = [...new Set(notFound.map(({ region }) => nameOfRegion(region, 'zh')))];
  return [
    ...guessed.map(({ source, meaning }) => `把“${source}”理解为${meaning}。`),
    ...contradictions.map(({ earlier, later }) => `“${earlier}”和“${later}”互相矛盾,以后者为准。`),
    ...(names.length > 0
      ? [`这张照片里没有找到${list(names)},因此没有处理${quoted(notFound.map(({ source }) => source))}。`]
      : []),
    ...outOfRange.map(({ source, min, max }) => `“${source}”超出滑块范围(${min} 到 ${max}),因此没有采用。`),
    ...(notDevelopWork.length > 0
      ? [`Safelight 只调整光线和色彩,不增添也不移除内容,因此没有处理${quoted(notDevelopWork)}。`]
      : []),
    ...reasons.map((reason) =>
      reason.why === 'noRegion'
        ? `无法单独选出“${reason.thing}”。`
        : `“${reason.source}”指的是之前的修改,而之前没有修改。`,
    ),
    ...(unexplained.length > 0 ? [`没有看懂${quoted(unexplained)}。`] : []),
  ];
}

const instead = '请改为描述光线、色彩或反差,例如“暖一点,暗部提亮”。';

export const ended: Pick<Words, 'reflects' | 'ends' | 'sums' | 'leaves' | 'nothing'> = {
  reflects: ({ short, judged }, { tooWeak, tooStrong, missing }) => [
    ...(short.length > 0
      ? [
          `上一轮结果的差距:${list(short.map((one) => `${nameOf(one.metric)}为 ${figure(one.metric, one.measured)},本应为 ${figure(one.metric, one.expected)}`))}。`,
        ]
      : ['上一轮结果已达到目标。']),
    ...(judged.length > 0
      ? [
          `评估扣分之处:${list(judged.map(({ name, value, evidence }) => `${name}(${value.toFixed(1)}/10:${evidence.replace(/[。.]$/, '')})`))}。`,
        ]
      : []),
    ...(tooWeak.length > 0 ? [`从实测看,${list(tooWeak)}力度不足。`] : []),
    ...(tooStrong.length > 0 ? [`${list(tooStrong)}过头了。`] : []),
    ...(missing.length > 0 ? [`${list(missing)}还没有用上。`] : []),
  ],
  ends: (why, met, wanted) => {
    const count = wanted === 0 ? '' : `(${wanted} 个目标中达成 ${met} 个)`;
    if (why === 'met') return [`画面已到位${count},到此为止。`];
    if (why === 'noBenefit') return [`再修正得不偿失${count},到此为止。`];
    if (why === 'nothingBetter') return [`没有找到比现在更好的方案${count},保持不变。`];
    if (why === 'nothingLeft') return ['因此这里没有可做的调整。'];
    if (why === 'planned') return [`根据原片计划的设置都已完成,之后的画面没有看${count}。`];
    return [`步数已用完${count}。`];
  },
  sums: (rows) =>
    rows.length === 0
      ? []
      : [
          `与原片相比:${list(rows.map((one) => `${nameOf(one.metric)} ${figure(one.metric, one.before)} → ${figure(one.metric, one.measured)}(目标 ${figure(one.metric, one.expected)})`))}。`,
        ],
  leaves: left,
  nothing: (intent) => {
    const { notDevelopWork, notUnderstood } = intent;
    if (notDevelopWork.length > 0) {
      return `Safelight 只调整光线和色彩,不增添也不移除内容(${quoted(notDevelopWork)})。${instead}`;
    }
    if (intent.reasons.length + intent.outOfRange.length > 0) return `${left(intent, []).join('')}${instead}`;
    return `指令里没有找到关于光线或色彩的要求${notUnderstood.length > 0 ? `(${quoted(notUnderstood)})` : ''}。${instead}`;
  },
};
