import { findTool } from '@safelight/catalogue';
import type { CallValue, CurvePoint } from '@safelight/core';
import { isListOfLists } from '@safelight/recipe';
import { html, type Html } from '../html.ts';

/** The points when the tool is a tone curve. */
export function curveOf(tool: string, value: CallValue): readonly CurvePoint[] | undefined {
  return findTool(tool)?.type === 'curve' && isListOfLists(value) ? (value as readonly CurvePoint[]) : undefined;
}

/** The curve's points over its diagonal, black at the lower left. */
export function curve(points: readonly CurvePoint[], label: string): Html {
  const place = ([x, y]: CurvePoint): string => `${x},${255 - y}`;
  return html`<svg class="curve" viewBox="-6 -6 267 267" role="img" aria-label="${label}">
    <path class="diagonal" d="M0 255 255 0" />
    <polyline points="${points.map(place).join(' ')}" />
    ${points.map(([x, y]) => html`<circle cx="${x}" cy="${255 - y}" r="7" />`)}
  </svg>`;
}
