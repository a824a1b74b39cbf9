import { h8 } from '../names/hash.ts';

/** Text that HCL takes as an expression, as it stands. */
export class Expression {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What an argument of HCL may be here. */
export type HclValue = string | number | Expression | Readonly<Record<string, string>>;

/** A quoted string of HCL, in which nothing is a template. */
export function quoted(text: string): string {
  // The form of escapes is that of HCL: \uXXXX and \UXXXXXXXX, and a sign that is doubled before a brace.
  const escaped = text.toWellFormed().replace(/["\\\n\r\t]|\p{Cc}|[\u2028\u2029]|[$%](?=\{)/gu, escapeOf);
  return `"${escaped}"`;
}

const NAMED: Readonly<Record<string, string>> = {
  '"': String.raw`\"`,
  '\\': String.raw`\\`,
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
  $: '$$',
  '%': '%%',
};

function escapeOf(character: string): string {
  return NAMED[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A block, its arguments aligned as `terraform fmt` does. */
export function block(header: string, args: readonly (readonly [string, HclValue])[]): string {
  const width = Math.max(0, ...args.map(([name]) => name.length));
  const lines = args.map(([name, value]) => `  ${name.padEnd(width)} = ${rendered(value)}`);
  return [`${header} {`, ...lines, '}', ''].join('\n');
}

function rendered(value: HclValue): string {
  if (value instanceof Expression) return value.text;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return quoted(value);
  const entries = Object.entries(value).map(([key, text]) => `${quoted(key)} = ${quoted(text)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** Names for blocks: of the secret's letters, digits, `_` and `-`; each is given once. */
export function addressNames(names: readonly string[]): string[] {
  const plain = names.map(addressName);
  const counts = new Map<string, number>();
  for (const name of plain) counts.set(name, (counts.get(name) ?? 0) + 1);
  return plain.map((name, at) => (counts.get(name) === 1 ? name : `${name}_${h8(names[at] ?? '')}`));
}

function addressName(name: string): string {
  const kept = name.replace(/[^A-Za-z0-9_-]+/g, '_');
  return /^[A-Za-z_]/.test(kept) ? kept : `_${kept}`;
}
