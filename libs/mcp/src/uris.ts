/** Where results lie as MCP resources. */
import type { ResourceLink } from '@modelcontextprotocol/server';

const prefix = 'safelight://sessions/';

/** What a session holds: the last part of the address, with what it is. */
export const parts = {
  'edited.jpg': { title: 'The edited photo in full size', mimeType: 'image/jpeg' },
  'recipe.json': { title: 'The recipe: every changed setting', mimeType: 'application/json' },
  'recipe.xmp': { title: 'The recipe as a sidecar that Lightroom reads', mimeType: 'application/rdf+xml' },
  'trajectory.json': {
    title: 'Every step of the last finished edit: thoughts, calls, measurements',
    mimeType: 'application/json',
  },
} as const;

export type Part = keyof typeof parts;

export const uriOf = (sessionId: string, part: Part): string => `${prefix}${sessionId}/${part}`;
export const templateOf = (part: Part): string => `${prefix}{sessionId}/${part}`;

export function linksOf(sessionId: string): ResourceLink[] {
  return (Object.keys(parts) as Part[]).map((part) => ({
    ...{ type: 'resource_link', uri: uriOf(sessionId, part), name: part },
    ...parts[part],
  }));
}

/** The file of a finished render. */
export const renderTemplate = 'safelight://renders/{renderId}/content';
export const renderUri = (renderId: string): string => renderTemplate.replace('{renderId}', renderId);
