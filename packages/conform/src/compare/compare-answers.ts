import type { AnswerShape } from '../recording/recording.ts';
import type { HeaderShape } from '../shape/header-shape.ts';
import { display, type CompareOptions, compareShapes } from './compare-shapes.ts';
import type { Difference } from './difference.ts';

/** What differs between two answers to one request: status, headers, and what the body says and how. */
export function compareAnswers(expected: AnswerShape, found: AnswerShape, options: CompareOptions): Difference[] {
  const differences: Difference[] = [];
  if (expected.status !== found.status) {
    const [wanted, given] = [String(expected.status), String(found.status)];
    differences.push({ kind: 'status', at: 'status', expected: wanted, found: given });
  }
  differences.push(...compareHeaders(expected.headers, found.headers));
  const { body: wanted } = expected;
  const { body: given } = found;
  if (wanted.format !== given.format) {
    return [...differences, { kind: 'format', at: 'body', expected: wanted.format, found: given.format }];
  }
  return [
    ...differences,
    ...compareShapes(wanted.shape, given.shape, 'body', { ...options, isXml: wanted.format === 'xml' }),
  ];
}

/** Headers by name, whatever their case, and those that both have by their order. */
export function compareHeaders(expected: readonly HeaderShape[], found: readonly HeaderShape[]): Difference[] {
  const [wanted, given] = [byName(expected), byName(found)];
  const differences: Difference[] = [];
  for (const [name, form] of wanted) {
    const at = `header ${name}`;
    const there = given.get(name);
    if (there === undefined) differences.push({ kind: 'missing-header', at, expected: display(form), found: 'absent' });
    else if (name === 'content-type' && there !== form) {
      differences.push({ kind: 'header', at, expected: form, found: there });
    } else differences.push(...compareShapes(form, there, at, { hasSameState: false }).map(asHeader));
  }
  for (const [name, form] of given) {
    if (wanted.has(name)) continue;
    differences.push({ kind: 'additional-header', at: `header ${name}`, expected: 'absent', found: form });
  }
  return [...differences, ...compareHeaderOrder([...wanted.keys()], [...given.keys()])];
}

const asHeader = (difference: Difference): Difference => ({ ...difference, kind: 'header' });

function byName(headers: readonly HeaderShape[]): Map<string, string> {
  return new Map(headers.map(([name, form]) => [name.toLowerCase(), form]));
}

function compareHeaderOrder(wanted: readonly string[], given: readonly string[]): Difference[] {
  const expected = wanted.filter((name) => given.includes(name)).join(', ');
  const found = given.filter((name) => wanted.includes(name)).join(', ');
  return expected === found ? [] : [{ kind: 'header-order', at: 'headers', expected, found }];
}
