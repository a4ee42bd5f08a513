import type { Graph } from '../../graph/graph.ts';
import type { FunctionName } from './functions.ts';
import type { WgslLayoutBuilder } from './layout.ts';
import { header, intText, wordText } from './words.ts';

/**
 * Where outputs go: planes of the arena for the next stage, or `pixels`, as f32 planes of the tile or as interleaved
 * integers `r`, `g`, `b` (truncated, saturated; NaN gives 0).
 */
export type WgslFormat = 'stage' | 'planes' | 'rgb8' | 'rgb16';

/** Invocations of a workgroup along columns and rows: the compatibility level allows 128 in all. */
export const workgroup = { columns: 16, rows: 4 } as const;

/** Pixels along a row that one invocation computes: whole words of packed integers. */
export const pixelsOf = (format: WgslFormat): number => (format === 'rgb8' || format === 'rgb16' ? 4 : 1);

/** Words that a row of packed pixels takes in `pixels`; for planes the samples of one plane's row. */
export function rowWords(format: Exclude<WgslFormat, 'stage'>, width: number): number {
  if (format === 'planes') return width;
  return Math.ceil(width / 4) * (format === 'rgb8' ? 3 : 6);
}

/** The entry point: which pixels an invocation computes and where their values go. */
export function entryPoint(
  graph: Graph,
  format: WgslFormat,
  layout: WgslLayoutBuilder,
  call: (name: FunctionName) => string,
): string {
  const store =
    format === 'stage'
      ? storeStage(graph, layout)
      : format === 'planes'
        ? storePlanes(graph)
        : storeIntegers(graph, format, call(format === 'rgb8' ? 'code8' : 'code16'));
  const step = pixelsOf(format);
  return `@compute @workgroup_size(${workgroup.columns}, ${workgroup.rows})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let column = ${intText(header.firstColumn)} + i32(id.x)${step === 1 ? '' : ` * ${step}i`};
  let row = ${intText(header.firstRow)} + i32(id.y);
  if (column >= ${intText(header.endColumn)} || row >= ${intText(header.endRow)}) {
    return;
  }
${store.map((line) => `  ${line}`).join('\n')}
}`;
}

function storeStage(graph: Graph, layout: WgslLayoutBuilder): string[] {
  const { top, left, stride } = header;
  return [
    `let at = u32((row - ${intText(top)}) * ${intText(stride)} + column - ${intText(left)});`,
    'let values = pixel(column, row);',
    ...graph.outputs.map(({ name }, i) => `arena[${wordText(layout.word('outputs', name))} + at] = values[${i}];`),
  ];
}

const tileRow = `u32(row - ${intText(header.firstRow)})`;

function storePlanes(graph: Graph): string[] {
  const width = `u32(${intText(header.endColumn)} - ${intText(header.firstColumn)})`;
  return [
    `let at = ${tileRow} * ${width} + id.x;`,
    'let values = pixel(column, row);',
    ...graph.outputs.map(
      (_, i) => `pixels[${i}u * ${wordText(header.pixelStride)} + at] = bitcast<u32>(values[${i}]);`,
    ),
  ];
}

function storeIntegers(graph: Graph, format: 'rgb8' | 'rgb16', code: string): string[] {
  const [r, g, b] = ['r', 'g', 'b'].map((name) => {
    const index = graph.outputs.findIndex((output) => output.name === name);
    if (index < 0) throw new Error(`A stage that gives pixels must have the output "${name}".`);
    return `${code}(values[${index}])`;
  });
  const loop = (lines: readonly string[]): string[] => [
    'for (var i = 0i; i < 4i; i++) {',
    `  let values = pixel(min(column + i, ${intText(header.endColumn)} - 1i), row);`,
    ...lines.map((line) => `  ${line}`),
    '}',
  ];
  const at = (words: number): string => `let at = ${tileRow} * ${wordText(header.pixelStride)} + id.x * ${words}u;`;
  if (format === 'rgb8') {
    return [
      'var p: vec4u;',
      ...loop([`p[i] = ${r} | (${g} << 8u) | (${b} << 16u);`]),
      at(3),
      'pixels[at] = p.x | (p.y << 24u);',
      'pixels[at + 1u] = (p.y >> 8u) | (p.z << 16u);',
      'pixels[at + 2u] = (p.z >> 16u) | (p.w << 8u);',
    ];
  }
  return [
    'var rg: vec4u;',
    'var b: vec4u;',
    ...loop([`rg[i] = ${r} | (${g} << 16u);`, `b[i] = ${b};`]),
    at(6),
    'pixels[at] = rg.x;',
    'pixels[at + 1u] = b.x | (rg.y << 16u);',
    'pixels[at + 2u] = (rg.y >> 16u) | (b.y << 16u);',
    'pixels[at + 3u] = rg.z;',
    'pixels[at + 4u] = b.z | (rg.w << 16u);',
    'pixels[at + 5u] = (rg.w >> 16u) | (b.w << 16u);',
  ];
}
