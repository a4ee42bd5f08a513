/** Turns in the system, and replicas of each group over time. Colours are of the reader's scheme, light or dark. */
import { groupNames, type GroupName } from '../programs.ts';
import type { Burst, Moment } from './timeline.ts';

const [width, height] = [960, 420];
const frame = { left: 56, right: 900, top: 64, bottom: 360 } as const;
const colours: Readonly<Record<GroupName, readonly [light: string, dark: string]>> = {
  runner: ['#0969da', '#58a6ff'],
  sandbox: ['#1a7f37', '#3fb950'],
  inference: ['#9a6700', '#d29922'],
};
const style = `
  text { font: 13px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1f2328; }
  .head { font-size: 16px; font-weight: 600; } .paper { fill: #ffffff; } .line { stroke: #d1d9e0; } .burst { fill: #f3f5f7; }
  .turns { fill: #d1d9e0; } ${groupNames.map((name) => `.${name} { stroke: ${colours[name][0]}; fill: none; stroke-width: 2.5; }`).join(' ')}
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; } .paper { fill: #0d1117; } .line { stroke: #3d444d; } .burst { fill: #161b22; } .turns { fill: #30363d; }
    ${groupNames.map((name) => `.${name} { stroke: ${colours[name][1]}; }`).join(' ')}
  }`;

export function plot(moments: readonly Moment[], { fromSeconds, toSeconds }: Burst): string {
  const end = Math.max(1, moments.at(-1)?.seconds ?? 1, toSeconds);
  const turnsMax = Math.max(1, ...moments.map(({ turns }) => turns));
  const replicasMax =
    1 + Math.max(1, ...moments.flatMap(({ replicas }) => groupNames.map((name) => replicas[name].ready)));
  const x = (seconds: number) => round(frame.left + (seconds / end) * (frame.right - frame.left));
  const y = (share: number) => round(frame.bottom - share * (frame.bottom - frame.top));
  const area = [
    `M${x(0)},${frame.bottom}`,
    ...moments.map(({ seconds, turns }) => `L${x(seconds)},${y(turns / turnsMax)}`),
    `L${x(moments.at(-1)?.seconds ?? 0)},${frame.bottom}Z`,
  ].join('');
  const lines = groupNames.map((name, index) => {
    // Lines of the same count lie beside each other, not on each other.
    const points = moments.map(({ seconds, replicas }) => [
      x(seconds),
      y(replicas[name].ready / replicasMax) + index * 3,
    ]);
    const path = points.map(([px, py], at) => (at === 0 ? `M${px},${py}` : `H${px}V${py}`)).join('');
    return `<path class="${name}" d="${path}"/>`;
  });
  const key = groupNames.map((name, index) => {
    const at = frame.left + 260 + index * 120;
    return `<path class="${name}" d="M${at},44h22"/><text x="${at + 28}" y="48">${name}</text>`;
  });
  const replicas = Array.from({ length: replicasMax + 1 }, (_, count) => [
    `<path class="line" d="M${frame.left},${y(count / replicasMax)}H${frame.right}"/>`,
    `<text x="${frame.left - 10}" y="${y(count / replicasMax) + 4}" text-anchor="end">${count}</text>`,
  ]).flat();
  const times = Array.from({ length: 6 }, (_, index) => (end * index) / 5).map(
    (seconds) =>
      `<text x="${x(seconds)}" y="${frame.bottom + 22}" text-anchor="middle">${Math.round(seconds)} s</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">`,
    '<title>Turns in the system and replicas of each group over time</title>',
    `<style>${style}</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    `<rect class="burst" x="${x(fromSeconds)}" y="${frame.top}" width="${round(x(toSeconds) - x(fromSeconds))}" height="${frame.bottom - frame.top}"/>`,
    ...[`<path class="turns" d="${area}"/>`, ...replicas, ...times],
    ...lines,
    `<text class="head" x="${frame.left}" y="24">Replicas that answer, and turns in the system (at most ${turnsMax})</text>`,
    `<rect class="turns" x="${frame.left}" y="36" width="22" height="14"/><text x="${frame.left + 28}" y="48">turns that wait or run</text>`,
    ...key,
    `<text x="${round((x(fromSeconds) + x(toSeconds)) / 2)}" y="${frame.bottom - 8}" text-anchor="middle">burst</text>`,
    '</svg>',
    '',
  ].join('\n');
}

const round = (value: number): number => Math.round(value * 10) / 10;
