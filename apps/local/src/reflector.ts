/** The reflector alone, for commands that need no fleet. */
export { startReflector } from '@safelight/reflector';
