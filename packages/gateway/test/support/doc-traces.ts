import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));

/** A step of a trace in the documentation: a declaration at the top of a source file. */
export interface TraceStep {
  readonly path: string;
  readonly name: string;
}

/** Where code begins to run; line and column from 0. */
export interface CodePoint {
  readonly url: string;
  readonly line: number;
  readonly column: number;
}

/** The steps of the numbered list under a heading of docs/architecture.md. */
export function stepsUnder(heading: string): readonly TraceStep[] {
  const page = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`docs/architecture.md has no heading "${heading}"`);
  return [...section.matchAll(/^(\d+)\. (.*)$/gm)].map(([, number = '', text = '']) => {
    const [, path, name] = /^`(\S+)` · `(\w+)` /.exec(text) ?? [];
    if (path === undefined || name === undefined)
      throw new Error(`${heading}, step ${number}: begin with \`path\` · \`name\``);
    return { path, name };
  });
}

/** The code of a step. @throws Error where its file declares nothing of that name */
export function codeOf({ path, name }: TraceStep): {
  /** Where each function begins that is written in the declaration. */
  readonly entries: readonly CodePoint[];
  /** Every identifier in it. */
  readonly identifiers: ReadonlySet<string>;
} {
  const file = join(ROOT, path);
  if (!existsSync(file)) throw new Error(`${path} does not exist`);
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const declaration = source.statements.find((statement) => declaredNames(statement).includes(name));
  if (declaration === undefined) throw new Error(`${path} does not declare ${name}`);
  const inside = nodesIn(declaration);
  return {
    entries: inside.flatMap((node) => {
      const start = bodyStart(node);
      if (start === null) return [];
      const { line, character } = source.getLineAndCharacterOfPosition(start);
      return [{ url: pathToFileURL(file).href, line, column: character }];
    }),
    identifiers: new Set(inside.filter(ts.isIdentifier).map(({ text }) => text)),
  };
}

function declaredNames(statement: ts.Statement): readonly string[] {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return [statement.name?.text ?? ''];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.map(({ name }) => name.getText());
}

function nodesIn(node: ts.Node): readonly ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  return [node, ...children.flatMap(nodesIn)];
}

/** Where the body of a function has its first statement; `null` for what is no function, or does nothing. */
function bodyStart(node: ts.Node): number | null {
  const body = ts.isFunctionLike(node) && 'body' in node ? node.body : undefined;
  if (body === undefined) return null;
  return ts.isBlock(body) ? (body.statements[0]?.getStart() ?? null) : body.getStart();
}
