import { z } from 'zod';
import { caseSchema } from './schema.ts';

/** JSON Schema of a case file, for editors: what a person writes, so defaults may be left out. */
export const caseJsonSchema = (): unknown => ({
  title: 'A case of the agent bench',
  ...z.toJSONSchema(caseSchema, { io: 'input', target: 'draft-2020-12' }),
});

/** `node bench/src/agent/case/jsonSchema.ts > bench/cases/agent/case.schema.json` after a change of the form. */
if (import.meta.main) console.log(JSON.stringify(caseJsonSchema(), null, 2));
