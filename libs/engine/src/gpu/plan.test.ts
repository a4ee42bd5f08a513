import { describe, expect, it } from 'vitest';
import { stencilProgram } from '../../tests/programs.ts';
import { GraphBuilder, type Graph } from '../graph/graph.ts';
import { planProgram } from './plan.ts';

const stage = (from: string, to: string, dx = 0, dy = 0): { graph: Graph } => {
  const g = new GraphBuilder();
  g.output(to, g.add(g.input(from), g.input(from, dx, dy)));
  return { graph: g.build() };
};

describe('planProgram', () => {
  it('adds up how far stages look, from the last to the first', () => {
    const stages = [stage('source.r', 'a', -3, 2), stage('a', 'b', 5, -1), stage('b', 'r', 0, 4)];
    const plan = planProgram({ stages, planes: {} });
    expect(plan.stages.map(({ margin }) => [margin.left, margin.top, margin.right, margin.bottom])).toEqual([
      [0, 1, 5, 4],
      [0, 0, 0, 4],
      [0, 0, 0, 0],
    ]);
    expect(plan.source!.margin).toEqual({ left: 3, top: 1, right: 5, bottom: 6 });
    expect(plan.margin).toEqual(plan.source!.margin);
  });

  it('gives a slot again once its plane has been read for the last time, and never to the stage that reads it', () => {
    const stages = Array.from({ length: 6 }, (_, i) => stage(i === 0 ? 'source.r' : `p${i}`, `p${i + 1}`, 1, 0));
    const plan = planProgram({ stages, planes: {} });
    expect(plan.slotCount).toBe(3);
    for (const { inputs, outputs } of plan.stages) {
      for (const slot of Object.values(outputs)) expect(Object.values(inputs)).not.toContain(slot);
    }
  });

  it('reads a name from the latest stage before that gives it', () => {
    const stages = [stage('source.r', 'a'), stage('a', 'a', 1, 0), stage('a', 'r', 0, 1)];
    const { stages: planned } = planProgram({ stages, planes: {} });
    expect(planned[2]!.inputs['a']).toBe(planned[1]!.outputs['a']);
    expect(planned[1]!.inputs['a']).toBe(planned[0]!.outputs['a']);
    expect(planned[1]!.outputs['a']).not.toBe(planned[1]!.inputs['a']);
  });

  it('tells canonical planes from planes of the level, and names what nobody gives', () => {
    const program = stencilProgram(8, 8, 255);
    expect(planProgram(program).stages.map(({ canonical }) => [...canonical])).toEqual([[], ['map'], []]);
    expect(() => planProgram({ ...program, planes: {} })).toThrow('"map"');
  });
});
