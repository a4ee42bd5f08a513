/** Checks what a gateway of an environment needs, for a command that starts none. */
export { checkInstallation, finding, type Finding } from '@safelight/gateway/check';
