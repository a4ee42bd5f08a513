/** What the environment says of back ends; loaded by the commands that edit or judge alone. */
export { readBackendSettings, readJudgeSettings } from '@safelight/local/backend';
