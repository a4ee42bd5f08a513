import type { z } from 'zod';
import { evaluate } from '../../editing/evaluations.ts';
import { gatewayLimits } from '../../limits.ts';
import { evaluationSchema } from '../../schemas/trajectory.ts';
import { admit } from '../admission.ts';
import { problems } from '../replies.ts';
import { signalOf } from '../signal.ts';
import type { HttpApp } from '../types.ts';
import { fileOf, readParts, uploadBodyLimit } from '../upload.ts';

export function evaluationRoutes(app: HttpApp): void {
  admit(app, gatewayLimits.uploadsInFlightCount);

  app.route({
    method: 'POST',
    url: '/v1/evaluations',
    bodyLimit: 2 * uploadBodyLimit,
    config: { scope: 'evaluate' },
    schema: {
      operationId: 'evaluate',
      summary:
        'Score an edit made anywhere: multipart/form-data with files "before" and "after" and field "instruction".',
      consumes: ['multipart/form-data'],
      response: { 200: evaluationSchema, ...problems },
    },
    handler: async (request, reply) => {
      const parts = await readParts(request);
      const evaluation = await evaluate(
        request.caller,
        {
          before: fileOf(parts, 'before').data,
          after: fileOf(parts, 'after').data,
          instruction: parts.fields.get('instruction') ?? '',
        },
        signalOf(reply),
      );
      return reply.send(evaluation as z.output<typeof evaluationSchema>);
    },
  });
}
