/** Says what is wrong with an installation and what to do about it. */
import { checkInstallation, type Finding } from '@safelight/local/check';
import pc from 'picocolors';
import { defaultDataDir, installation, serverSettings } from '../config/env.ts';
import { checkMachine } from '../doctor/machine.ts';
import { checkServer } from '../doctor/server.ts';
import type { ServerOptions } from '../remote/server.ts';

export interface DoctorOptions extends ServerOptions {
  readonly data?: string;
  readonly json?: true;
}

const marks = { ok: pc.green('ok'), problem: pc.red('wrong'), skipped: pc.yellow('skipped') } as const;

export async function doctor(options: DoctorOptions): Promise<void> {
  const findings = await findingsOf(options);
  const problems = findings.filter(({ state }) => state === 'problem');
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify({ ok: problems.length === 0, findings })}\n`);
  } else {
    for (const { name, state, text } of findings) {
      process.stdout.write(`${marks[state]} ${pc.bold(name)}: ${text.replaceAll('\n', ' ')}\n`);
    }
    const end = problems.length === 0 ? 'Nothing is wrong.' : `Wrong: ${problems.map(({ name }) => name).join(', ')}.`;
    process.stdout.write(`${end}\n`);
  }
  if (problems.length > 0) process.exitCode = 1;
}

async function findingsOf(options: DoctorOptions): Promise<readonly Finding[]> {
  if ((options.server ?? serverSettings().url) !== null) return checkServer(options);
  const machine = await checkMachine(options.data ?? defaultDataDir());
  const environment = installation();
  return environment === null ? machine : [...machine, ...(await checkInstallation(environment))];
}
