/** Which back end of the policy the environment names: read by commands before they load the fleet. */
export { readBackendSettings, type BackendSettings } from '@safelight/policy/config';
