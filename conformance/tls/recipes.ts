import { readFileSync } from 'node:fs';

/** One command of a page, with the files that the page shows before it. */
export interface Recipe {
  /** The heading that it stands under, and its number there. */
  readonly name: string;
  readonly section: string;
  /** By name. */
  readonly files: ReadonlyMap<string, string>;
  /** For a shell. */
  readonly command: string;
}

const BLOCK = /^(?:`(?<file>[\w.]+)`:\n\n)?```(?<language>\w+)\n(?<code>.*?)^```$/gms;

/** Every `sh` block of a Markdown page. Other blocks are files, named in the line above. */
export function recipesOf(page: URL): Recipe[] {
  const sections = readFileSync(page, 'utf8').split(/^## /m).slice(1);
  return sections.flatMap((text) => {
    const section = text.slice(0, text.indexOf('\n'));
    const files = new Map<string, string>();
    const recipes: Recipe[] = [];
    for (const { groups = {} } of text.matchAll(BLOCK)) {
      const { file, language, code = '' } = groups;
      if (language === 'sh')
        recipes.push({ name: `${section} ${recipes.length + 1}`, section, files: new Map(files), command: code });
      else if (file === undefined) throw new Error(`a ${language ?? ''} block under ${section} has no name`);
      else files.set(file, code);
    }
    return recipes;
  });
}
