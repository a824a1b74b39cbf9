/** A source file as git tracks it. */
export interface SourceFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly lines: readonly string[];
}

/** How much of the production code a package may have, as a fraction. */
export const MAX_SHARE = 0.22;
/** The composition root only puts together what the other packages have. */
const MAX_SHARES: Readonly<Record<string, number>> = { gateway: 0.05 };

/** How wide a line may be, in characters. */
export const MAX_COLUMNS = 120;
/** Files whose lines may be of any width. */
const WIDE_FILES: readonly { readonly path: RegExp; readonly why: string }[] = [
  { path: /^packages\/cli\/scripts\/docs\/chinese-[\w-]+\.ts$/, why: 'each line is a sentence and its translation' },
  { path: /^packages\/[\w-]+\/src\/.*messages(\/[\w-]+)?\.ts$/, why: 'a sentence of a catalogue is one literal' },
];

/** What a package has of the production code. */
export interface PackageSize {
  readonly name: string;
  readonly lines: number;
  /** Of all packages, as a fraction. */
  readonly share: number;
}

/** A line that is too wide. */
interface WideLine {
  /** From 1. */
  readonly line: number;
  readonly columns: number;
}

/** Lines that are too wide, but for those of a single long word (a URL, a key): nothing can be done about it. */
export function wideLines({ path, lines }: SourceFile): WideLine[] {
  if (WIDE_FILES.some((wide) => wide.path.test(path))) return [];
  return lines.flatMap((text, at) => {
    const columns = widthOf(text);
    return columns > MAX_COLUMNS && !isOneWord(text) ? [{ line: at + 1, columns }] : [];
  });
}

/** All of them, one line each. */
export function longLines(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    wideLines(file).map(({ line, columns }) => `${file.path}:${line} is ${columns} columns wide`),
  );
}

/** The production code of each package, comments and empty lines included, tests left out. */
export function packageSizes(files: readonly SourceFile[]): PackageSize[] {
  const counts = new Map<string, number>();
  for (const { path, lines } of files) {
    const name = /^packages\/([^/]+)\/src\/(?!store-contract\/).*(?<!\.test)\.tsx?$/.exec(path)?.[1];
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + lines.length);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts].map(([name, lines]) => ({ name, lines, share: lines / total }));
}

/** Packages that have too much of it. */
export function largePackages(sizes: readonly PackageSize[]): string[] {
  return sizes.flatMap(({ name, share }) => {
    const most = MAX_SHARES[name] ?? MAX_SHARE;
    return share > most ? [`${name} has ${percent(share)} of the code, and may have ${percent(most)}`] : [];
  });
}

/** A fraction as it is shown. */
export function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(1)} %`;
}

/** In characters. */
function widthOf(line: string): number {
  return Array.from(line).length;
}

function isOneWord(line: string): boolean {
  return Math.max(...line.split(/\s+/).map(({ length }) => length)) > MAX_COLUMNS - 20;
}
