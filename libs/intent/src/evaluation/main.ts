/**
 * `npm run intent`: how much of the held-out paraphrases the lexicon reads alone, and with the network. A table for
 * people, one JSON line for machines. `npm run intent -- dev` reads the set for looking at errors, and lists them.
 */
import type { Intent } from '../intent.ts';
import { readInstruction } from '../read.ts';
import { understand } from '../understand.ts';
import { readingsOf, readParaphrases, type Paraphrase } from './paraphrases.ts';
import { judge, score } from './score.ts';

const onDev = process.argv.includes('dev');
const set = await readParaphrases(onDev ? 'paraphrases-dev' : 'paraphrases');

type Reader = (text: string) => Intent | Promise<Intent>;
const readers: Readonly<Record<string, Reader>> = {
  lexicon: (text) => readInstruction(text),
  'lexicon + network': (text) => understand(text),
};

const share = (part: number, whole: number): string =>
  `${part} of ${whole} (${((100 * part) / Math.max(1, whole)).toFixed(1)} %)`;
const pad = (text: string, width: number): string => text.padEnd(width);
const read = async (sentences: readonly Paraphrase[], reader: Reader): Promise<readonly Intent[]> => {
  const intents: Intent[] = [];
  for (const { text } of sentences) intents.push(await reader(text));
  return intents;
};

console.log(
  pad('language', 10) +
    pad('reader', 20) +
    pad('exact', 22) +
    pad('precision', 11) +
    pad('recall', 8) +
    pad('F1', 7) +
    pad('false on none', 19) +
    'generative refused',
);
const figures = [];
for (const locale of ['en', 'zh'] as const)
  for (const [name, reader] of Object.entries(readers)) {
    const sentences = set.filter((paraphrase) => paraphrase.locale === locale);
    const intents = await read(sentences, reader);
    const readings = intents.map(readingsOf);
    const generative = intents.filter((_, index) => sentences[index]!.none === 'generative');
    const refusedCount = generative.filter(({ notDevelopWork }) => notDevelopWork.length > 0).length;
    const figure = { ...score(sentences, readings), generativeCount: generative.length, refusedCount };
    figures.push({ locale, reader: name, ...figure });
    const { exactCount, wishCount, precision, recall, f1, falseCount, noneCount } = figure;
    console.log(
      pad(locale, 10) +
        pad(name, 20) +
        pad(share(exactCount, wishCount), 22) +
        pad(precision.toFixed(3), 11) +
        pad(recall.toFixed(3), 8) +
        pad(f1.toFixed(3), 7) +
        pad(share(falseCount, noneCount), 19) +
        share(refusedCount, generative.length),
    );
    if (!onDev || name === 'lexicon') continue;
    for (const [index, paraphrase] of sentences.entries()) {
      if (judge(paraphrase, readings[index]!).exact) continue;
      const wanted = paraphrase.none ?? paraphrase.wanted.map((entry) => entry.join('/')).join(' ');
      console.log(`  ${paraphrase.text}\n      wanted ${wanted}; read ${readings[index]!.join(' ') || 'nothing'}`);
    }
  }
console.log(JSON.stringify({ bench: 'intent', set: onDev ? 'dev' : 'held out', figures }));
