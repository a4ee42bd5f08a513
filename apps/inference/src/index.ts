export { startInference, type InferenceOptions, type RunningInference } from './service.ts';
