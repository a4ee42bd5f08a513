import { Fault, type Problem } from '@safelight/core';
import type { z } from 'zod';

/**
 * Reads the environment by a schema. All problems are told at once; values are not echoed, because one may be a secret.
 * @throws Fault `config.invalid`
 */
export function loadConfig<S extends z.ZodType>(schema: S, environment: NodeJS.ProcessEnv): z.output<S> {
  // An empty variable is how a shell or a manifest leaves one out.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue): Problem => {
    const field = issue.path.join('.');
    return { code: 'config.invalid', field, message: `${field}: ${issue.message}` };
  });
  const message = `The environment is not valid: ${problems.map(({ message }) => message).join('; ')}. Mend these variables.`;
  throw new Fault('config.invalid', message, { problems });
}
