import type { Graph } from '../../graph/graph.ts';
import { lazyRegions, type LazyRegion } from '../../graph/lazy.ts';
import { nanFacts } from '../facts.ts';
import { expression, isInline, wgslTypes, type ExpressionContext } from './expression.ts';
import { functionTexts, type FunctionName } from './functions.ts';
import { WgslLayoutBuilder, type WgslLayout } from './layout.ts';
import { placeFunction } from './place.ts';
import { entryPoint, type WgslFormat } from './store.ts';
import { declareBuffer, declareWords, header, intText, wordsKind, type BindingKind } from './words.ts';

/** What a kernel's bindings are, in order; `words` is always the first. */
export type BindingName = 'words' | 'arena' | 'tables' | 'planes' | 'pixels';

export interface WgslKernel {
  readonly code: string;
  readonly layout: WgslLayout;
  readonly bindings: readonly { readonly name: BindingName; readonly kind: BindingKind }[];
}

/**
 * A graph as a WGSL compute shader over a rectangle of pixels. Planes of the level lie in one buffer, the arena, all
 * with the same geometry; canonical planes and tables are read where they are wanted. Rare work stands behind a branch.
 */
export function emitWgsl(
  graph: Graph,
  format: WgslFormat,
  isCanonical: (plane: string) => boolean = () => false,
  map: 'affine' | 'warp' = 'affine',
): WgslKernel {
  const layout = new WgslLayoutBuilder();
  const used = new Set<FunctionName>();
  const call = (name: FunctionName): FunctionName => {
    used.add(name);
    return name;
  };
  const entry = entryPoint(graph, format, layout, call);
  const body = bodyOf(graph, { layout, isCanonical, call, nan: nanFacts(graph) });
  const finished = layout.finish();
  const bindings: { name: BindingName; kind: BindingKind }[] = [{ name: 'words', kind: wordsKind(finished.length) }];
  const declarations = [declareWords(finished.length)];
  const declare = (name: BindingName, kind: 'read' | 'write', type: 'f32' | 'u32'): void => {
    declarations.push(declareBuffer(bindings.length, kind, name, type));
    bindings.push({ name, kind });
  };
  if (finished.inputs.length > 0 || format === 'stage') declare('arena', 'write', 'f32');
  if (finished.tables.length > 0) declare('tables', 'read', 'f32');
  if (finished.planes.length > 0) declare('planes', 'read', 'f32');
  if (format !== 'stage') declare('pixels', 'write', 'u32');
  const place = finished.planes.length > 0 ? [placeFunction(map)] : [];
  const code =
    [legend(finished), declarations.join('\n'), ...functionTexts(used), ...place, body, entry].join('\n\n') + '\n';
  return { code, layout: finished, bindings };
}

/** What the words are, for people. */
function legend(layout: WgslLayout): string {
  const lists = { arena: [...layout.inputs, ...layout.outputs], tables: layout.tables, planes: layout.planes };
  const lines = Object.entries({ ...lists, parameters: layout.params }).flatMap(([what, placed]) => {
    const names = placed.map(({ name, word }) => `${word} ${name}`);
    return names.length === 0 ? [] : [`// ${what}: ${names.join(', ')}`];
  });
  return ['// Words', ...lines].join('\n');
}

type BodyContext = Pick<ExpressionContext, 'layout' | 'isCanonical' | 'call' | 'nan'>;

/** The function `pixel`: all outputs at one pixel of the level. */
function bodyOf(graph: Graph, context: BodyContext): string {
  const lines: string[] = [];
  const positions = new Map<string, string>();
  const head: string[] = [];
  const position = (kind: 'at' | 'place', dx: number, dy: number): string => {
    const key = `${kind} ${dx} ${dy}`;
    const known = positions.get(key);
    if (known !== undefined) return known;
    const name = `${kind}${positions.size}`;
    positions.set(key, name);
    const [column, row] = [held('column', dx, header.width), held('row', dy, header.height)];
    head.push(
      kind === 'place'
        ? `let ${name} = placeOf(${column}, ${row});`
        : `let ${name} = u32((${row} - ${intText(header.top)}) * ${intText(header.stride)} + ${column} - ${intText(header.left)});`,
    );
    return name;
  };
  const written = new Set<number>();
  const value = (id: number): string => {
    const node = graph.nodes[id]!;
    return isInline(node) && !written.has(id) ? expression(node, whole) : `v${id}`;
  };
  const whole: ExpressionContext = { ...context, position, value };

  const regions = lazyRegions(graph);
  const regionOf = new Map(regions.flatMap((region) => region.selects.map((id) => [id, region] as const)));
  /** Writes a node behind all that it reads; a region as one `if`, at the first of its selects. */
  const write = (id: number, to: string[]): void => {
    if (written.has(id)) return;
    const node = graph.nodes[id]!;
    const region = regionOf.get(id);
    if (region !== undefined) return writeRegion(region, to);
    if (isInline(node)) return;
    for (const operand of node.operands) write(operand, to);
    // WGSL computes what is made of literals alone while it compiles, and refuses what overflows there.
    const isConstant = (operand: number): boolean => graph.nodes[operand]!.op === 'constF';
    if (node.operands.length > 0 && node.operands.every(isConstant)) {
      for (const operand of node.operands) hold(operand, to);
    }
    hold(id, to);
  };
  const hold = (id: number, to: string[]): void => {
    if (written.has(id)) return;
    const node = graph.nodes[id]!;
    const text = expression(node, whole);
    written.add(id);
    const isLiteral = node.op === 'constF';
    to.push(isLiteral ? `var v${id} = ${text};` : `let v${id} = ${text};`);
  };
  const writeRegion = (region: LazyRegion, to: string[]): void => {
    const members = new Set([...region.nodes, ...region.selects]);
    for (const member of members) {
      for (const operand of graph.nodes[member]!.operands) if (!members.has(operand)) write(operand, to);
    }
    for (const select of region.selects) {
      const node = graph.nodes[select]!;
      to.push(`var v${select}: ${wgslTypes[node.type]} = ${value(node.operands[2]!)};`);
    }
    const branch: string[] = [];
    const outside = new Set(written);
    for (const id of region.nodes) write(id, branch);
    for (const select of region.selects) branch.push(`v${select} = ${value(graph.nodes[select]!.operands[1]!)};`);
    // Literals that were held within the branch are not known behind it.
    for (const id of written) if (!outside.has(id) && graph.nodes[id]!.op === 'constF') written.delete(id);
    to.push(`if (${value(region.mask)}) {`, ...branch.map((line) => `  ${line}`), '}');
    for (const select of region.selects) written.add(select);
  };
  for (const { node } of graph.outputs) write(node, lines);
  const outputs = graph.outputs.map(({ node }) => value(node)).join(', ');
  return [
    `fn pixel(column: i32, row: i32) -> array<f32, ${graph.outputs.length}> {`,
    ...[...head, ...lines].map((line) => `  ${line}`),
    `  return array<f32, ${graph.outputs.length}>(${outputs});`,
    '}',
  ].join('\n');
}

/** A coordinate some pixels on, held within the level. */
function held(name: 'column' | 'row', offset: number, size: number): string {
  if (offset === 0) return name;
  const moved = offset > 0 ? `${name} + ${offset}i` : `${name} - ${-offset}i`;
  return offset > 0 ? `min(${moved}, ${intText(size)} - 1i)` : `max(${moved}, 0i)`;
}
