export type { EgressOptions } from './egress/policy.ts';
export { startGateway, type GatewayOptions, type Neighbours, type RunningGateway } from './service.ts';
