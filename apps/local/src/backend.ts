/** Which back ends of the policy and the evaluator the environment names: read by commands before they load the fleet. */
export { readJudgeSettings, type JudgeSettings } from '@safelight/evaluator/config';
export { readBackendSettings, type BackendSettings } from '@safelight/policy/config';
