export { startSandbox, type SandboxOptions } from './service.ts';
