/** Words of the configuration; reading it must not load what they stand for. */
export const backends = ['metrics', 'openai'] as const;
export const styles = ['grm', 'viescore'] as const;
export type Style = (typeof styles)[number];
