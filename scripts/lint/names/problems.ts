import { type AllowedName } from './allowed.ts';
import { type Finding, barredNames } from './find-barred.ts';

/** A source file by its path from the root. */
export interface NamedSource {
  readonly path: string;
  readonly text: string;
}

/** The barred names that nothing allows, and what is allowed and stands nowhere; one line each. */
export function nameProblems(sources: readonly NamedSource[], allowed: readonly AllowedName[]): string[] {
  const findings = sources.flatMap(({ path, text }) => barredNames(path, text));
  return [
    ...findings
      .filter((finding) => !allowed.some((name) => fits(name, finding)))
      .map(({ path, line, name, instead }) => `${path}${line > 0 ? `:${line}` : ''} ${name} → ${instead}`),
    ...allowed
      .filter((name) => !findings.some((finding) => fits(name, finding)))
      .map(({ name, path }) => `scripts/lint/names/allowed.ts allows ${name} in ${path}, which has no such name`),
  ];
}

function fits({ name, path }: AllowedName, finding: Finding): boolean {
  return finding.name === name && (path.endsWith('/') ? finding.path.startsWith(path) : finding.path === path);
}
