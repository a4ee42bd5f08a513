/** The sandbox within the process, for commands that run once: importing it loads no server of any kind. */
export { openDarkroom, type Darkroom } from '@safelight/sandbox/darkroom';
