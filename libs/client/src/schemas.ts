/** The nouns of the API under their own names; the generated file has them all. */
import type { components } from '../generated/api.ts';

export type Schemas = components['schemas'];

export type Problem = Schemas['Problem'];
export type ProblemCode = Problem['code'];
export type Photo = Schemas['Photo'];
export type Session = Schemas['Session'];
export type Turn = Schemas['Turn'];
export type TurnDetail = Schemas['TurnDetail'];
export type Trajectory = Schemas['Trajectory'];
export type Recipe = Schemas['Recipe'];
export type Evaluation = Schemas['Evaluation'];
export type Tool = Schemas['Tool'];
export type SessionEvent = Schemas['SessionEvent'];

export type { BodyOf, InputOf, OperationId, OutputOf, QueryOf } from './http/operation.ts';
