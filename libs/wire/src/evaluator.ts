import * as pb from '../generated/safelight/evaluator/v1/evaluator.ts';
import { codec, unary } from './contract.ts';
import type { EvaluateRequest, EvaluateResponse } from './messages.ts';
import { decodeEvaluation, encodeEvaluation } from './trajectory.ts';

// Empty pictures and empty sentences are the evaluator's to refuse: it has faults of its own for them.
const request = codec<pb.EvaluateRequest, EvaluateRequest>(
  pb.EvaluateRequest,
  ({ before, after, instruction }) => ({ before: Buffer.from(before), after: Buffer.from(after), instruction }),
  ({ before, after, instruction }) => ({ before, after, instruction }),
);

const response = codec<pb.EvaluateResponse, EvaluateResponse>(
  pb.EvaluateResponse,
  ({ evaluation }) => ({ evaluation: encodeEvaluation(evaluation) }),
  ({ evaluation }) => ({ evaluation: decodeEvaluation(evaluation, 'evaluation') }),
);

const service = 'safelight.evaluator.v1.EvaluatorService';

export const evaluatorContract = {
  service,
  methods: { evaluate: unary(`/${service}/Evaluate`, request, response) },
} as const;
