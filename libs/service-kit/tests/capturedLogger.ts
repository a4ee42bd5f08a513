import { loggerTo, type Logger } from '../src/logger.ts';

/** A logger of every level that keeps its lines. */
export function capturedLogger(): { readonly logger: Logger; readonly lines: () => readonly string[] } {
  const lines: string[] = [];
  const logger = loggerTo({ write: (line: string) => void lines.push(line) }, { name: 'test', level: 'trace' });
  return { logger, lines: () => lines };
}
