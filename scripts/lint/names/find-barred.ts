import { basename, extname } from 'node:path';
import ts from 'typescript';

import { BARRED_NAMES, type BarredName } from './barred.ts';
import { type DeclaredName, namesDeclaredElsewhere } from './declared-elsewhere.ts';

/** Where a barred name stands. */
export interface Finding {
  readonly path: string;
  /** 0 for the name of the file itself. */
  readonly line: number;
  readonly name: string;
  readonly instead: string;
}

/** The barred names among what a source file declares or exports, and its own name. @param path from the root */
export function barredNames(path: string, text: string): Finding[] {
  const rules = BARRED_NAMES.filter(({ within }) => within?.test(path) ?? true);
  const finding = (line: number, name: string, rule: BarredName): Finding => ({
    path,
    line,
    name,
    instead: rule.instead,
  });
  const file = basename(path);
  return [
    ...rules.filter(({ files }) => files?.includes(file)).map((rule) => finding(0, file, rule)),
    ...declaredNames(path, text).flatMap(({ name, line }) =>
      rules.filter((rule) => bars(rule, name)).map((rule) => finding(line, name, rule)),
    ),
  ];
}

function bars({ names = [], parts = [], prefixes = [] }: BarredName, name: string): boolean {
  if (names.includes(name)) return true;
  return wordsOf(name).some((word) => parts.includes(word) || prefixes.some((prefix) => word.startsWith(prefix)));
}

/** `MAX_openWorldID` is made of max, open, world and id. */
function wordsOf(name: string): string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []).map((word) => word.toLowerCase());
}

function declaredNames(path: string, text: string): DeclaredName[] {
  const language = extname(path).slice(1);
  return ['py', 'go', 'java'].includes(language)
    ? namesDeclaredElsewhere(language, text)
    : namesDeclaredHere(path, text);
}

/**
 * Variables, parameters, functions, types, their members, fields of object literals, and what is exported or imported
 * under another name. Names in quotes belong to who reads them.
 */
function namesDeclaredHere(path: string, text: string): DeclaredName[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const found: DeclaredName[] = [];
  const visit = (node: ts.Node): void => {
    const name = declaredBy(node);
    if (name !== undefined)
      found.push({ name: name.text, line: source.getLineAndCharacterOfPosition(name.getStart(source)).line + 1 });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function declaredBy(node: ts.Node): ts.Identifier | undefined {
  if (ts.isImportSpecifier(node) && node.propertyName === undefined) return undefined;
  const isDeclaration = ts.isExportSpecifier(node) || ts.isPropertyAssignment(node) || isNamedDeclaration(node);
  if (!isDeclaration) return undefined;
  const { name } = node as { name?: ts.Node };
  return name !== undefined && ts.isIdentifier(name) ? name : undefined;
}

function isNamedDeclaration(node: ts.Node): boolean {
  return (
    ts.isVariableDeclaration(node) ||
    ts.isBindingElement(node) ||
    ts.isParameter(node) ||
    ts.isTypeParameterDeclaration(node) ||
    ts.isFunctionLike(node) ||
    ts.isClassLike(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isPropertySignature(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isNamedTupleMember(node) ||
    ts.isImportSpecifier(node) ||
    ts.isImportClause(node) ||
    ts.isNamespaceImport(node)
  );
}
