import { formOf, INNER_JSON, isShapeList, isShapeObject, type Shape, type ShapeObject } from '../shape/shape.ts';
import type { Difference, DifferenceKind } from './difference.ts';

/** How shapes are compared. */
export interface CompareOptions {
  /** Whether both were asked about the same things, so that a list must not be empty in one of them alone. */
  readonly hasSameState: boolean;
  /** Whether one element and a list of one are written alike, as in XML. */
  readonly isXml?: boolean;
}

/** What differs between two shapes, from the outside in. Classes of length are no difference. */
export function compareShapes(expected: Shape, found: Shape, at: string, options: CompareOptions): Difference[] {
  if (options.isXml === true && isShapeList(expected) !== isShapeList(found)) {
    return compareShapes(listOf(expected), listOf(found), at, options);
  }
  if (isShapeList(expected) && isShapeList(found)) return compareLists(expected, found, at, options);
  if (isShapeObject(expected) && isShapeObject(found)) return compareObjects(expected, found, at, options);
  if (typeof expected === 'string' && typeof found === 'string') return compareLeaves(expected, found, at);
  if (isEmptyText(expected) || isEmptyText(found)) {
    // In XML an element without children is an empty object, an empty list or an empty text.
    if (options.isXml === true && !options.hasSameState) return [];
  }
  return [difference('type', at, expected, found)];
}

function compareLeaves(expected: string, found: string, at: string): Difference[] {
  const [wanted, given] = [formOf(expected), formOf(found)];
  if (wanted === given) return [];
  const kind = kindOfLeaves(wanted, given);
  return [{ kind, at, expected: display(expected), found: display(found) }];
}

function kindOfLeaves(wanted: string, given: string): DifferenceKind {
  const both = (pattern: RegExp): boolean => pattern.test(wanted) && pattern.test(given);
  const type = (leaf: string): string => (leaf.startsWith('word:') ? 'text' : leaf.replace(/:.*$/, ''));
  if (both(/:code:/)) return 'code';
  if (type(wanted) !== type(given)) return 'type';
  if (wanted.startsWith('text:message:')) return 'message';
  if (/epoch|time:|date/.test(wanted)) return 'time-format';
  return both(/word:|:upper|uuid|hex|boolean/) ? 'spelling' : 'form';
}

function compareLists(
  expected: readonly Shape[],
  found: readonly Shape[],
  at: string,
  options: CompareOptions,
): Difference[] {
  if (expected.length === 0 || found.length === 0) {
    if (expected.length === found.length || !options.hasSameState) return [];
    return [difference('empty-list', at, expected, found)];
  }
  // Each shape that was found is held against the expected one that it is nearest to.
  const nearest = found.map((shape) =>
    expected
      .map((wanted) => compareShapes(wanted, shape, `${at}[]`, options))
      .reduce((best, one) => (weightOf(one) < weightOf(best) ? one : best)),
  );
  return distinct(nearest.flat());
}

/** What is there and what is not weighs more than how it looks. */
function weightOf(differences: readonly Difference[]): number {
  return differences.reduce((sum, { kind }) => sum + (/^(?:missing|additional)-field$|^type$/.test(kind) ? 3 : 1), 0);
}

function compareObjects(expected: ShapeObject, found: ShapeObject, at: string, options: CompareOptions): Difference[] {
  const [wanted, given] = [Object.keys(expected), Object.keys(found)];
  const missing = wanted.filter((name) => !Object.hasOwn(found, name));
  const additional = given.filter((name) => !Object.hasOwn(expected, name));
  const renamed = new Map(
    missing.flatMap((name) => {
      const other = additional.find((candidate) => sameLetters(candidate, name));
      return other === undefined ? [] : [[name, other] as const];
    }),
  );
  const differences: Difference[] = [];
  for (const name of wanted) {
    const path = pathOf(at, name);
    const [here, there] = [expected[name] as Shape, found[renamed.get(name) ?? name]];
    const other = renamed.get(name);
    if (other !== undefined) differences.push({ kind: 'field-name', at: path, expected: name, found: other });
    if (there === undefined) differences.push(missingField(path, here));
    else differences.push(...compareShapes(here, there, path, options));
  }
  const other = new Set(renamed.values());
  for (const name of additional) {
    if (!other.has(name)) differences.push(additionalField(pathOf(at, name), found[name] as Shape));
  }
  return [...differences, ...compareOrder(wanted, given, at)];
}

function missingField(at: string, shape: Shape): Difference {
  const kind = shape === 'null' ? 'absent-for-null' : isEmptyList(shape) ? 'absent-for-empty' : 'missing-field';
  return { kind, at, expected: display(shape), found: 'absent' };
}

function additionalField(at: string, shape: Shape): Difference {
  const kind = shape === 'null' ? 'null-for-absent' : isEmptyList(shape) ? 'empty-for-absent' : 'additional-field';
  return { kind, at, expected: 'absent', found: display(shape) };
}

/** The fields that both have, in their orders. */
function compareOrder(wanted: readonly string[], given: readonly string[], at: string): Difference[] {
  const expected = wanted.filter((name) => given.includes(name));
  const found = given.filter((name) => wanted.includes(name));
  if (expected.join('\0') === found.join('\0')) return [];
  return [{ kind: 'field-order', at, expected: expected.join(', '), found: found.join(', ') }];
}

const sameLetters = (one: string, other: string): boolean => letters(one) === letters(other);
const letters = (name: string): string => name.replaceAll('_', '').toLowerCase();
const pathOf = (at: string, name: string): string => (name === INNER_JSON ? `${at}(json)` : `${at}.${name}`);
const isEmptyList = (shape: Shape): boolean => isShapeList(shape) && shape.length === 0;
const isEmptyText = (shape: Shape): boolean => shape === 'text:empty' || isEmptyList(shape);
const listOf = (shape: Shape): Shape => (isShapeList(shape) ? shape : shape === 'text:empty' ? [] : [shape]);

function difference(kind: DifferenceKind, at: string, expected: Shape, found: Shape): Difference {
  return { kind, at, expected: display(expected), found: display(found) };
}

/** A shape in a few terms. */
export function display(shape: Shape): string {
  if (typeof shape === 'string') return shape;
  if (isShapeList(shape)) return shape.length === 0 ? 'empty list' : 'list';
  return Object.hasOwn(shape, INNER_JSON) ? 'text:json' : 'object';
}

function distinct(differences: readonly Difference[]): Difference[] {
  return [...new Map(differences.map((one) => [JSON.stringify(one), one])).values()];
}
