import { limits } from '@safelight/core';
import type { DatasetForm } from '@safelight/wire';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import type { A2lCommandOptions } from './commands/a2l.ts';
import type { BatchOptions } from './commands/batch.ts';
import type { ConvertOptions } from './commands/convert.ts';
import type { DatasetOptions } from './commands/dataset.ts';
import type { EditOptions } from './commands/edit.ts';
import type { EvaluateOptions } from './commands/evaluate.ts';
import type { MaskOptions } from './commands/mask.ts';
import type { RenderOptions } from './commands/render.ts';
import type { ServeOptions } from './commands/serve.ts';
import type { ListOptions } from './commands/tools.ts';
import { exitCodeHelp } from './failure.ts';
import { addServerCommands, serverOption } from './serverCommands.ts';

function integer(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It takes a whole number from ${min} to ${max}.`);
  };
}

function between(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It takes a number from ${min} to ${max}.`);
  };
}

function collect(text: string, texts: readonly string[] = []): readonly string[] {
  return [...texts, text];
}

function bits(text: string): 8 | 16 {
  if (text === '8') return 8;
  if (text === '16') return 16;
  throw new InvalidArgumentError('It takes 8 or 16.');
}

interface EvaluateCommandOptions extends EvaluateOptions {
  readonly calibrate?: string;
  readonly calibrations?: true;
}

const example = (lines: string): string => `\nExamples:\n${lines}`;

/** The command line. Commands load when they run: `--help` should not pay for the engine. */
export function program(): Command {
  const safelight = new Command('safelight')
    .description('Retouches photographs from one sentence; every edit stays a recipe that Lightroom reads.')
    .showHelpAfterError('(safelight --help tells more)')
    .exitOverride((error) => {
      // Commander has told the problem by now; a wrong command line is invalid input.
      process.exit(error.exitCode === 0 ? 0 : 2);
    })
    .addHelpText(
      'after',
      `${example(`  safelight edit photo.jpg "warm, dreamy golden hour, keep detail in the shadows"
  safelight render photo.jpg photo.xmp -o developed.jpg
  safelight serve`)}\n${exitCodeHelp}`,
    );

  safelight
    .command('edit')
    .description('develops a photo as one sentence asks, and writes photo, recipe, XMP, trajectory and report')
    .argument('<photo>', 'JPEG, PNG, WebP, AVIF, TIFF, HEIC or camera raw')
    .argument('<instruction>', 'what you wish, in English or Chinese')
    .option('-o, --out <folder>', 'where the results go (default: out/<photo>-<id>)')
    .option('--force', 'replace the folder of --out when it is there')
    .option('--then <instruction>', 'the next wish of the session, for the result so far; may be given again', collect)
    .option('--steps <count>', 'at most so many steps of editing', integer(1, limits.stepsPerTurnMax))
    .option('--candidates <count>', 'make so many edits and keep the best one', integer(1, limits.candidatesMax))
    .option('--reflections <count>', 'rounds of reflection at most (default: 1)', integer(0, limits.reflectionsMax))
    .option('--score-min <score>', 'reflect when the mean score is lower (default: 3.5)', between(1, 5))
    .option('--seed <number>', 'same seed, same edit', integer(0, 0xffffffff), 0)
    .addOption(serverOption())
    .option('--json', 'progress to stderr, one JSON object as the last line of stdout')
    .option('--quiet', 'tell only where the results are')
    .addHelpText(
      'after',
      example(`  safelight edit wedding.jpg "airy, a bit warmer, keep skin natural"
  safelight edit 街头.jpg "电影感，别太黄" --out results/street
  safelight edit portrait.jpg "warmer" --then "a bit less" --then "the sky darker"
  safelight edit photo.jpg "cinematic" --candidates 3 --reflections 2
  safelight edit photo.jpg "+0.7 EV, less saturated" --json | tail -n 1 | jq .scores`),
    )
    .action(async (photo: string, instruction: string, options: EditOptions) =>
      (await import('./commands/edit.ts')).edit(photo, instruction, options),
    );

  safelight
    .command('serve')
    .description('serves the REST and gRPC API with all services in one process')
    .option('--host <address>', 'address of the REST API', '127.0.0.1')
    .option('--port <number>', 'port of the REST API; 0 takes a free one', integer(0, 65_535), 8080)
    .option(
      '--data <folder>',
      'where photos, sessions and the API key are kept (default: SAFELIGHT_DATA or the XDG data folder)',
    )
    .addOption(
      new Option('--log-level <level>', 'how much is logged')
        .choices(['error', 'warn', 'info', 'debug'])
        .default('warn'),
    )
    .addHelpText('after', example('  safelight serve --port 9000 --data ./data'))
    .action(async (options: ServeOptions) => (await import('./commands/serve.ts')).serve(options));

  safelight
    .command('render')
    .description('develops a photo by a recipe (.json) or an XMP sidecar')
    .argument('<photo>')
    .argument('<recipe>', 'recipe.json, sidecar.xmp, or a configuration: .lua, .lrtemplate, .py')
    .requiredOption('-o, --output <file>', 'image to write: .jpg, .png, .webp, .avif or .tif')
    .option('--long-edge <pixels>', 'scale down to this longest edge', integer(16, 32_767))
    .option('--quality <number>', 'JPEG, WebP and AVIF quality', integer(1, 100), 92)
    .option('--bits <count>', '8, or 16 for .png and .tif (default: 8)', bits)
    .addOption(
      new Option(
        '--color-space <name>',
        "space of the pixels (default: the photo's own at full size, else srgb)",
      ).choices(['photo', 'srgb', 'display-p3', 'adobe-rgb', 'prophoto']),
    )
    .addOption(serverOption())
    .option('--strip-gps', 'leave out where the photo was taken, from EXIF and XMP; maker notes go with it')
    .option('--force', 'replace the output when it is there')
    .addHelpText(
      'after',
      example(`  safelight render photo.jpg out/photo-1a2b/photo.xmp -o again.jpg
  safelight render photo.dng recipe.json -o print.tif --bits 16 --color-space prophoto
  safelight render photo.jpg recipe.json -o web.avif --long-edge 2048 --quality 70`),
    )
    .action(async (photo: string, recipe: string, options: RenderOptions) =>
      (await import('./commands/render.ts')).render(photo, recipe, options),
    );

  safelight
    .command('batch')
    .description('develops many photos by one recipe')
    .argument('<recipe>', 'recipe.json, sidecar.xmp, or a configuration: .lua, .lrtemplate, .py')
    .argument('<photos...>', 'each is written under its own name')
    .requiredOption('-o, --out <folder>', 'where the pictures go')
    .addOption(
      new Option('--format <ending>', 'ending of the pictures')
        .choices(['jpg', 'png', 'webp', 'avif', 'tif'])
        .default('jpg'),
    )
    .option('--long-edge <pixels>', 'scale down to this longest edge', integer(16, 32_767))
    .option('--quality <number>', 'JPEG, WebP and AVIF quality', integer(1, 100), 92)
    .option('--bits <count>', '8, or 16 for png and tif (default: 8)', bits)
    .addOption(
      new Option(
        '--color-space <name>',
        "space of the pixels (default: the photo's own at full size, else srgb)",
      ).choices(['photo', 'srgb', 'display-p3', 'adobe-rgb', 'prophoto']),
    )
    .addOption(serverOption())
    .option('--strip-gps', 'leave out where the photos were taken')
    .option('--force', 'replace pictures that are there')
    .option('--quiet', 'no progress')
    .addHelpText(
      'after',
      example(`  safelight batch look.xmp wedding/*.jpg -o out/wedding
  safelight batch recipe.json *.dng -o web --format avif --long-edge 2048`),
    )
    .action(async (recipe: string, photos: string[], options: BatchOptions) =>
      (await import('./commands/batch.ts')).batch(recipe, photos, options),
    );

  safelight
    .command('evaluate')
    .description(
      'scores an edit from its two pictures and the sentence, compares several, learns from scores of people',
    )
    .argument('[before]')
    .argument('[after]')
    .argument('[instruction]')
    .option('--compare <picture>', 'another candidate for the same wish; may be given again', collect)
    .addOption(serverOption())
    .addOption(new Option('--backend <name>', 'who judges (default: as configured)').choices(['metrics', 'openai']))
    .option('--calibration <version>', 'calibration to apply, or "none" (default: as configured)')
    .option('--calibrate <scores.csv>', 'learn from a table with the columns axis, predicted, human')
    .option('--calibrations', 'list the calibrations that are kept')
    .option('--data <folder>', 'where calibrations are kept (default: the folder of "safelight serve")')
    .option('--json', 'print the answer as JSON')
    .addHelpText(
      'after',
      example(`  safelight evaluate before.jpg after.jpg "warmer, more contrast"
  safelight evaluate before.jpg a.jpg "warmer" --compare b.jpg --compare c.jpg
  safelight evaluate --calibrate scores.csv`),
    )
    .action(async (before, after, instruction, options: EvaluateCommandOptions, command: Command) => {
      const { calibrate, calibrations, ...rest } = options;
      if (calibrate !== undefined) return (await import('./commands/calibrate.ts')).calibrate(calibrate, rest);
      if (calibrations === true) return (await import('./commands/calibrate.ts')).listCalibrations(rest);
      if (before === undefined || after === undefined || instruction === undefined)
        command.error('error: name the picture before, the picture after, and the sentence');
      return (await import('./commands/evaluate.ts')).evaluate(before, after, instruction, rest);
    });

  safelight
    .command('dataset')
    .description('writes training data made from the edits that a server kept, with their pictures')
    .addArgument(
      new Argument(
        '<form>',
        'sft: good edits; rft: reflections on worse ones; evaluation: scores; sepo: groups',
      ).choices(['sft', 'rft', 'evaluation', 'sepo']),
    )
    .requiredOption('-o, --out <folder>', 'a new or empty folder')
    .option('--data <folder>', 'data folder of "safelight serve" (default: the one that it uses)')
    .option('--reflector <host:port>', 'ask a running reflector instead of opening the folder')
    .option('--score-min <score>', 'leave out edits whose mean score is lower, 1 to 5', between(1, 5))
    .addOption(new Option('--language <code>', 'only instructions in this language').choices(['en', 'zh']))
    .option('--tokenizer <file>', 'a tokenizer.json, for spans in tokens (sepo)')
    .addHelpText(
      'after',
      example(`  safelight dataset rft -o reflections
  safelight dataset sepo -o groups --tokenizer Qwen3-VL-8B/tokenizer.json`),
    )
    .action(async (form: DatasetForm, options: DatasetOptions) =>
      (await import('./commands/dataset.ts')).dataset(form, options),
    );

  safelight
    .command('mask')
    .description(
      'shows what a mask selects in a photo: sky, subject, background, person, faceSkin, eyes’ parts, lips …',
    )
    .argument('<photo>')
    .argument('<what>', 'sky, subject, background, person, faceSkin, irisPupil, lips, hair …')
    .requiredOption('-o, --output <file>', 'grey .png to write, white inside, as the photo is stored')
    .option('--force', 'replace the output when it is there')
    .addHelpText('after', example('  safelight mask beach.jpg sky -o sky.png'))
    .action(async (photo: string, what: string, options: MaskOptions) =>
      (await import('./commands/mask.ts')).mask(photo, what, options),
    );

  const tools = safelight
    .command('tools')
    .description('the 306 develop tools: what each does and which the engine renders')
    .addHelpText(
      'after',
      example(`  safelight tools list --group basic
  safelight tools describe exposure
  safelight tools list --status --json`),
    );
  tools
    .command('list', { isDefault: true })
    .description('lists the tools by group')
    .addOption(serverOption())
    .option('--group <name>', 'only this group')
    .option('--status', 'say for each whether it renders, and why not')
    .option('--json', 'as JSON')
    .action(async (options: ListOptions) => (await import('./commands/tools.ts')).listTools(options));
  tools
    .command('describe')
    .description('all about one tool')
    .argument('<name>', 'name of the tool, e.g. exposure')
    .addOption(serverOption())
    .option('--json', 'as JSON')
    .action(async (name: string, options: { json?: true }) =>
      (await import('./commands/tools.ts')).describeTool(name, options),
    );

  safelight
    .command('convert')
    .description(
      'converts a recipe between JSON, XMP and Lua, or writes its colour as a .cube table, by the endings of the files',
    )
    .argument('<input>', 'recipe.json, sidecar.xmp, or a configuration: .lua, .lrtemplate, .py')
    .argument('<output>', 'any of these, or .preset.xmp, .roc.json (crs: names), or look.cube')
    .option('--size <points>', 'points along an edge of a .cube table (default: 33)', integer(2, 129))
    .addOption(serverOption())
    .option('--raw', 'the photo is a raw file: white balance in kelvin')
    .option('--force', 'replace the output when it is there')
    .addHelpText(
      'after',
      example(`  safelight convert recipe.json photo.xmp
  safelight convert photo.xmp recipe.json
  safelight convert config.lua recipe.json
  safelight convert recipe.json look.cube --size 65`),
    )
    .action(async (input: string, output: string, options: ConvertOptions) =>
      (await import('./commands/convert.ts')).convert(input, output, options),
    );

  safelight
    .command('a2l')
    .description('develops photos of a folder for programs that speak agent-to-Lightroom (JarvisArt, JarvisEvo)')
    .argument('<folder>', 'photos, configurations and results; nothing outside it is opened')
    .option('--host <address>', 'address of both doors; the line protocol knows no password', '127.0.0.1')
    .option('--port <number>', 'line protocol; 0 takes a free port', integer(0, 65_535), 7878)
    .option('--http-port <number>', 'HTTP bridge; 0 takes a free port', integer(0, 65_535), 7777)
    .addOption(
      new Option('--log-level <level>', 'how much is logged')
        .choices(['error', 'warn', 'info', 'debug'])
        .default('warn'),
    )
    .addHelpText(
      'after',
      example(`  safelight a2l ./photos
  SAFELIGHT_A2L_TOKEN=… safelight a2l ./photos --http-port 7777`),
    )
    .action(async (folder: string, options: A2lCommandOptions) =>
      (await import('./commands/a2l.ts')).a2l(folder, options),
    );

  addServerCommands(safelight);
  return safelight;
}
