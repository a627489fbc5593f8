import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What a reader pastes: commands into a terminal, or text into the file that the block's first line names. */
export type Pasted =
  | { readonly kind: 'commands'; readonly commands: string }
  | { readonly kind: 'file'; readonly path: string; readonly text: string };

const BLOCK = /^```(\w*)\n([^]*?)^```$/gm;
const FILE_NAME = /^(?:\/\/|;) ((?:\w[\w./-]*\/)?[\w.-]+\.\w+)\n/;

/** What there is to paste in a page, in its order. @param page - below the project: `docs/tutorial/first-line.md` */
export async function readPasted(page: string): Promise<Pasted[]> {
  const text = await readFile(new URL(`../../${page}`, import.meta.url), 'utf8');
  return Array.from(text.matchAll(BLOCK), ([, language, block = '']): readonly Pasted[] => {
    if (language === 'sh') return [{ kind: 'commands', commands: block }];
    const [, path] = FILE_NAME.exec(block) ?? [];
    return path === undefined ? [] : [{ kind: 'file', path, text: block }];
  }).flat();
}

/** Writes one file of a page. @param folder - the app's */
export async function pasteFile({ path, text }: Extract<Pasted, { kind: 'file' }>, folder: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

/** The pages of the tutorial, each of which continues the one before. */
export const TUTORIAL = ['first-line', 'known-caller', 'pin-message-transfer'].map(
  (name) => `docs/tutorial/${name}.md`,
);

/** The pages whose files make an app: the tutorial's together, others alone. */
export const PASTED_PAGES = [TUTORIAL, ['docs/guides/database.md']];
