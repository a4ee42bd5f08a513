export { startGateway, type GatewayOptions, type Neighbours, type RunningGateway } from './service.ts';
