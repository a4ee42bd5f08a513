/** The sandbox alone, for commands that need no fleet: importing it loads no database and no HTTP server. */
export { startSandbox } from '@safelight/sandbox';
