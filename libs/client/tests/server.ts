/** A server that a test writes down: answers in order, and what was asked of it. */
type Answer = Response | Error | ((request: Request) => Response | Promise<Response>);

export interface Scripted {
  readonly fetch: typeof globalThis.fetch;
  readonly asked: readonly Request[];
}

export function scripted(...answers: readonly Answer[]): Scripted {
  const asked: Request[] = [];
  const left = [...answers];
  return {
    asked,
    fetch: async (input, init) => {
      const request = new Request(input as Request, init);
      asked.push(request);
      const answer = left.shift();
      if (answer === undefined) throw new Error('The test has no further answer.');
      if (answer instanceof Error) throw answer;
      return typeof answer === 'function' ? answer(request) : answer;
    },
  };
}

export function problem(status: number, fields: object, headers: Record<string, string> = {}): Response {
  const document = {
    ...{ type: '/problems/x', title: 'X', status, detail: 'What to do.', instance: '/', requestId: 'req_1' },
    ...{ code: 'internal', retryable: false, errors: [], ...fields },
  };
  return Response.json(document, { status, headers: { 'content-type': 'application/problem+json', ...headers } });
}

export const gone = (): TypeError => new TypeError('fetch failed');
