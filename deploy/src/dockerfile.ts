/** A Dockerfile as far as our own rules look into it. It is no builder: what only a builder knows stays unknown. */
export interface Stage {
  readonly name: string;
  /** An image, or an earlier stage. */
  readonly from: string;
  readonly instructions: readonly { readonly word: string; readonly text: string }[];
}

/** Stages in order; variables of ARG before the first of them are put in. */
export function stagesOf(dockerfile: string): readonly Stage[] {
  const lines = dockerfile
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const variables = new Map<string, string>();
  const stages: { name: string; from: string; instructions: { word: string; text: string }[] }[] = [];
  for (const line of lines) {
    const [, word, text] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (word === undefined) throw new Error(`No instruction: ${line}`);
    const [, key, value] = /^(\w+)=(.*)$/.exec(text!) ?? [];
    if (word === 'ARG' && stages.length === 0) variables.set(key!, value!);
    else if (word === 'FROM') {
      const [, image, name] = /^(\S+) AS (\S+)$/.exec(text!) ?? [];
      if (image === undefined) throw new Error(`A stage without a name: ${line}`);
      const from = image.replaceAll(/\$\{(\w+)\}/g, (_, variable: string) => variables.get(variable) ?? '');
      stages.push({ name: name!, from, instructions: [] });
    } else stages.at(-1)!.instructions.push({ word, text: text! });
  }
  return stages;
}

/** A stage with all that it builds on, the image first. */
export function lineageOf(stages: readonly Stage[], name: string): readonly Stage[] {
  const stage = stages.find((one) => one.name === name);
  if (stage === undefined) throw new Error(`There is no stage ${name}.`);
  const parent = stages.find((one) => one.name === stage.from);
  return parent === undefined ? [stage] : [...lineageOf(stages, parent.name), stage];
}
