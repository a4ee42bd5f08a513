/** Develops synthetic pictures with the engine's parts, on worker threads or by the reference interpreter. */
import { emptyRecipe, type Matte, type PhotoKind, type RgbProfile, type SettingValue } from '@safelight/core';
import { Analysis } from '../../src/analysis/analysis.ts';
import { compile, type CompileContext } from '../../src/compile/compile.ts';
import type { Program } from '../../src/graph/program.ts';
import type { Executor } from '../../src/run/executor.ts';
import type { Edit } from '../../src/groups/feature.ts';
import { wantedMattes } from '../../src/masks/mattes.ts';
import { levelShape } from '../../src/run/geometry.ts';
import type { SourceLevel } from '../../src/run/job.ts';
import { referenceSource } from '../../src/run/reference-source.ts';
import { runReference } from '../../src/run/reference.ts';
import type { Picture } from './picture.ts';
import { sRgb } from './profile.ts';

export type Values = Readonly<Record<string, SettingValue>>;

export interface Options {
  readonly kind?: PhotoKind;
  readonly longEdgeMaxPixels?: number;
  readonly keepDefaults?: boolean;
  /** What the recipe holds beside its settings. */
  readonly edit?: Partial<Omit<Edit, 'settings'>>;
  /** What is found for every mask that wants a matte; a disc in the middle when absent. */
  readonly matte?: Matte | null;
  readonly sourceProfile?: RgbProfile;
  readonly outputProfile?: RgbProfile;
}

/** A soft disc of a third of the picture's size. */
const disc: Matte = {
  width: 60,
  height: 60,
  confidence: 1,
  data: Uint8Array.from({ length: 3600 }, (_, i) => {
    const distance = Math.hypot((i % 60) - 29.5, Math.floor(i / 60) - 29.5);
    return Math.min(Math.max((21 - distance) * 128, 0), 255);
  }),
};

/** A picture with its analysis; make one per picture, not per render. */
export class Negative {
  readonly picture: Picture;
  readonly analysis: Analysis;
  readonly #profile: RgbProfile;

  constructor(picture: Picture, profile: RgbProfile = sRgb) {
    this.picture = picture;
    this.#profile = profile;
    this.analysis = new Analysis(picture, profile);
  }

  program(settings: Values, output: CompileContext['output'], options: Options = {}): Program {
    const { width, height } = this.picture;
    const recipe = { ...emptyRecipe, ...options.edit, settings };
    const matte = options.matte === undefined ? disc : options.matte;
    return compile(recipe, {
      width,
      height,
      longEdgeMaxPixels: options.longEdgeMaxPixels ?? null,
      kind: options.kind ?? 'rendered',
      sourceProfile: this.#profile,
      outputProfile: options.outputProfile ?? sRgb,
      analysis: this.analysis,
      output,
      keepDefaults: options.keepDefaults ?? false,
      mattes: new Map([...wantedMattes(recipe).keys()].map((key) => [key, matte])),
    });
  }

  /** The level that a program reads, as the engine makes it. */
  async #levelFor(executor: Executor, program: Program): Promise<SourceLevel> {
    const level = this.#level;
    const shape = levelShape(program, level);
    return shape === null ? level : executor.reduce(level, shape);
  }

  get #level(): SourceLevel {
    const { width, height, r, g, b } = this.picture;
    const data = new Float32Array(new SharedArrayBuffer(width * height * 3 * 4));
    data.set(r, 0);
    data.set(g, width * height);
    data.set(b, 2 * width * height);
    return { kind: 'planar', width, height, data };
  }

  /** 8-bit codes, interleaved. */
  async codes(executor: Executor, settings: Values, options?: Options): Promise<Uint8Array> {
    const program = this.program(settings, 'u8', options);
    return executor.run(program, await this.#levelFor(executor, program), 'rgb8');
  }

  /** 16-bit codes, interleaved. */
  async deepCodes(executor: Executor, settings: Values, options?: Options): Promise<Uint16Array> {
    const program = this.program(settings, 'u16', options);
    return executor.run(program, await this.#levelFor(executor, program), 'rgb16');
  }

  /** Linear output, one plane after the other. */
  async linear(executor: Executor, settings: Values, options?: Options): Promise<Picture> {
    const program = this.program(settings, 'float', options);
    const data = await executor.run(program, await this.#levelFor(executor, program), 'planes');
    const { width, height } = program;
    const area = width * height;
    const [r, g, b] = [data.subarray(0, area), data.subarray(area, 2 * area), data.subarray(2 * area)];
    return { width, height, r, g, b };
  }

  /** 8-bit codes by the reference, interleaved. */
  referenceCodes(settings: Values, options?: Options): Float64Array {
    const program = this.program(settings, 'u8', options);
    const out = runReference(program, referenceSource(program, this.picture));
    const area = program.width * program.height;
    const codes = new Float64Array(area * 3);
    for (let i = 0; i < area; i++) {
      codes[3 * i] = out['r']![i]!;
      codes[3 * i + 1] = out['g']![i]!;
      codes[3 * i + 2] = out['b']![i]!;
    }
    return codes;
  }
}
