export { Member } from './member.ts';
export { startStack, type Stack, type StackOptions } from './stack.ts';
export { gatewayCommand, migrate, prepareBucket, prepareDatabase, type DatabaseUrls } from './prepare.ts';
export { check, settle, type Verdict } from './fleet/check.ts';
export { runDemo, type DemoOptions, type DemoResult } from './fleet/demo.ts';
export { startFleet, type Fleet, type FleetOptions } from './fleet/fleet.ts';
export { Load } from './fleet/load.ts';
