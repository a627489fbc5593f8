import { readFileSync } from 'node:fs';

/** One ```ts block of docs/guides/recipes.md. */
export interface RecipeBlock {
  /** The heading it stands under. */
  readonly title: string;
  readonly code: string;
}

/** The blocks of docs/guides/recipes.md, in order. */
export function recipeBlocks(): RecipeBlock[] {
  const page = readFileSync(new URL('../../../docs/guides/recipes.md', import.meta.url), 'utf8');
  return page.split(/^#+ /m).flatMap((section) => {
    const [title = ''] = section.split('\n', 1);
    return Array.from(section.matchAll(/^```ts\n(.*?)^```$/gms), ([, code = '']) => ({ title, code }));
  });
}
