/** The policy alone, for a process that has its other services elsewhere. */
export { startPolicy } from '@safelight/policy';
