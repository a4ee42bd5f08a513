import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { LayoutError, type JudgedSample } from './sample.ts';

const dataset = 'ArtEdit-Bench-Eval';
const manifest = 'samples.json';

const score = z.number().min(1).max(5);
const samplesSchema = z
  .array(
    z.object({
      before: z.string(),
      after: z.string(),
      instruction: z.string().min(1),
      image_quality: score,
      instruction_adherence: score,
    }),
  )
  .min(1);

export async function loadArtEditEval(folder: string): Promise<JudgedSample[]> {
  const text = await readFile(join(folder, manifest), 'utf8').catch(() => null);
  if (text === null) throw new LayoutError(dataset, folder, `it has no ${manifest}.`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new LayoutError(dataset, folder, `${manifest} is no JSON (${String(cause)}).`);
  }
  const parsed = samplesSchema.safeParse(json);
  if (!parsed.success) throw new LayoutError(dataset, folder, `${manifest}: ${z.prettifyError(parsed.error)}.`);
  const samples: JudgedSample[] = [];
  for (const [index, one] of parsed.data.entries()) {
    for (const path of [one.before, one.after]) {
      const exists = await stat(join(folder, path)).then(
        (file) => file.isFile(),
        () => false,
      );
      if (!exists) throw new LayoutError(dataset, folder, `${manifest}[${index}] names ${path}, which is not there.`);
    }
    samples.push({
      id: one.after,
      before: join(folder, one.before),
      after: join(folder, one.after),
      instruction: one.instruction,
      people: { aesthetic: one.image_quality, instruction: one.instruction_adherence },
    });
  }
  return samples;
}
