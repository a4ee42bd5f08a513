/** Groups of the panel that a model may be offered; `local` stands for masks and what acts within them. */
export const toolGroups = [
  'basic',
  'tone-curve',
  'hsl',
  'bw-mix',
  'color-grading',
  'detail',
  'effects',
  'lens',
  'transform',
  'crop',
  'calibration',
  'lens-blur',
  'point-color',
  'local',
] as const;
export type ToolGroupName = (typeof toolGroups)[number];
