import { suggestTools } from '@safelight/catalogue';
import { show } from './checked.ts';

/** Message for a name that no tool has, with the nearest ones. */
export function suggestedTool(name: string): string {
  const near = suggestTools(name);
  const hint = near.length === 0 ? 'See the list of tools.' : `Did you mean ${near.join(', ')}?`;
  return `There is no tool named ${show(name)}. ${hint}`;
}
