export { startReflector, type ReflectorOptions } from './service.ts';
