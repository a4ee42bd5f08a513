export { openDatabaseBus } from '@safelight/bus/database';
