import { PACKAGES } from '../../../../scripts/import-rules.ts';

const BEGIN = '<!-- Written by `npm run docs` from scripts/import-rules.ts. -->';
const END = '<!-- End of what is written. -->';

/** The page with the picture of the packages' layers between its two marks. Fails on a page without them. */
export function withLayers(page: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`the page lacks "${BEGIN}" before "${END}"`);
  return `${page.slice(0, begin)}${BEGIN}\n\n${layers()}\n\n${page.slice(end)}`;
}

/** A flowchart of who may import whom, and the order of folders where a package has one. */
function layers(): string {
  const names = Object.keys(PACKAGES).reverse();
  const arrows = names.flatMap((name) => nearest(name).map((other) => `    ${name} --> ${other}`));
  const orders = Object.entries(PACKAGES).flatMap(([name, { folders = [] }]) =>
    folders.length === 0 ? [] : [`- \`${name}\`: ${folders.map((folder) => `\`${folder}\``).join(' → ')}`],
  );
  return [
    '```mermaid',
    'flowchart TD',
    ...arrows,
    '```',
    '',
    'An arrow is an import that is allowed; what a package reaches over several arrows it may ' +
      'import too where the rules name it.',
    'Folders of a package in order, each of which imports only those before it:',
    '',
    ...orders,
  ].join('\n');
}

/** What a package may import and none of its other imports may. */
function nearest(name: string): readonly string[] {
  const imports = importsOf(name);
  return imports.filter((other) => !imports.some((between) => reaches(between, other)));
}

function reaches(from: string, to: string): boolean {
  return importsOf(from).some((next) => next === to || reaches(next, to));
}

function importsOf(name: string): readonly string[] {
  return PACKAGES[name]?.imports ?? [];
}
