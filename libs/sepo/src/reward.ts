/** R_edit = R_f + R_ta + R_pp ∈ [0, 3], of the editor's loop. */
export function editReward(parts: {
  readonly format: number;
  readonly tool: number;
  readonly preference: number;
}): number {
  return parts.format + parts.tool + parts.preference;
}

/** R_eval = R_f + R_sa ∈ [0, 2], of the evaluator's loop. */
export function evaluationReward(parts: { readonly format: number; readonly selfAssessment: number }): number {
  return parts.format + parts.selfAssessment;
}
