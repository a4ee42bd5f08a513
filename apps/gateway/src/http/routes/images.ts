import { z } from 'zod';
import { getImage } from '../../editing/images.ts';
import { sha256Schema } from '../../schemas/trajectory.ts';
import { problems, sendBytes } from '../replies.ts';
import type { HttpApp } from '../types.ts';

export function imageRoutes(app: HttpApp): void {
  app.route({
    method: 'GET',
    url: '/v1/images/:sha256',
    config: { scope: 'read' },
    schema: {
      operationId: 'getImage',
      summary: 'A picture that an event refers to.',
      params: z.object({ sha256: sha256Schema }),
      produces: ['image/jpeg'],
      response: problems,
    },
    handler: async ({ params: { sha256 }, caller }, reply) => {
      const { ref, data } = await getImage(caller, sha256);
      void reply.header('etag', `"${sha256}"`).header('cache-control', 'private, max-age=31536000, immutable');
      return sendBytes(reply, { data, mediaType: ref.mediaType, fileName: `${sha256.slice(0, 12)}.jpg` });
    },
  });
}
