export { openKafkaBus } from '@safelight/bus/kafka';
