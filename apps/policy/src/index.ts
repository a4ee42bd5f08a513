export type { PolicyBackend } from './backend.ts';
export type { BackendSettings } from './config/backend.ts';
export { planner } from './planner/planner.ts';
export { startPolicy, type PolicyOptions } from './service.ts';
