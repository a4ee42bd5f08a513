export { startLocalFleet, type Fleet, type FleetOptions } from './fleet.ts';
