/** Half-open: from the first up to, not including, the second; characters (UTF-16) or tokens. */
export type Span = readonly [from: number, to: number];

/** Which of the two alternating loops is trained. */
export type Loop = 'editor' | 'evaluator';

/** Where a reply scores itself: the whole of its last answer block, tags included; null when it has none. */
export function selfScoreSpan(reply: string): Span | null {
  const from = reply.lastIndexOf('<answer>');
  const end = reply.indexOf('</answer>', from);
  return from === -1 || end === -1 ? null : [from, end + '</answer>'.length];
}

/**
 * The loss mask of a reply's tokens, 1 = trained. In the editor's loop the tokens of S_pred get 0 (self-loss masking):
 * they still make the reward, but an editor must not learn to praise itself. In the evaluator's loop they alone get 1.
 * `tokens` are the character spans of each token; one that touches S_pred belongs to it.
 */
export function lossMask(tokens: readonly Span[], selfScore: Span | null, loop: Loop): readonly (0 | 1)[] {
  return tokens.map(([from, to]) => {
    const scores = selfScore !== null && from < selfScore[1] && to > selfScore[0];
    return scores === (loop === 'evaluator') ? 1 : 0;
  });
}
