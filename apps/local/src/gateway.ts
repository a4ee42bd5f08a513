/** The gateway alone, for a process that has its services elsewhere. */
export { startGateway, type GatewayOptions, type RunningGateway } from '@safelight/gateway';
