import pc from 'picocolors';
import { writeOutput } from '../files.ts';
import { onServer } from '../remote/run.ts';
import type { ServerOptions } from '../remote/server.ts';

const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** What a session is and what was asked of it. */
export async function showSession(sessionId: string, options: ServerOptions & { readonly json?: true }): Promise<void> {
  await onServer(options, async (api) => {
    const session = await api.sessions.get(sessionId);
    if (options.json === true) return print(JSON.stringify(session));
    print(`${pc.bold(session.id)}  ${session.state}, photo ${session.photoId}, ${session.lastSequence} events`);
    for (const { id, state, instruction, scores } of session.turns) {
      const scored = scores === null ? '' : `  ${scores.aesthetic.toFixed(1)} / ${scores.instruction.toFixed(1)} of 5`;
      print(`  ${id}  ${state.padEnd(9)}  “${instruction.trim()}”${scored}`);
    }
  });
}

export interface UndoOptions extends ServerOptions {
  readonly times: number;
  readonly output?: string;
  readonly force?: true;
}

/** Goes back so many changes, and writes the photo as it is then. */
export async function undo(sessionId: string, { times, output, force, ...options }: UndoOptions): Promise<void> {
  await onServer(options, async (api) => {
    const { recipe, sequence } = await api.sessions.undo(sessionId, times);
    const count = Object.keys(recipe.settings).length;
    print(count === 0 ? 'Back at the photo as it was taken.' : `Back at a recipe with ${count} settings.`);
    if (output !== undefined) {
      await writeOutput(output, await api.sessions.render(sessionId), { force: force === true });
      print(output);
    }
    print(pc.dim(`event ${sequence} of ${sessionId}; nothing is lost`));
  });
}

/** Opens another session that begins with a state of this one. */
export async function branch(sessionId: string, options: ServerOptions & { readonly at?: number }): Promise<void> {
  await onServer(options, async (api) => {
    const sequence = options.at ?? (await api.sessions.get(sessionId)).lastSequence;
    const { id } = await api.sessions.create({ branchOf: { sessionId, sequence } });
    print(id);
  });
}
