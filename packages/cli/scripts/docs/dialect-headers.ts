import { type Catalogue, type Fact, type FactKind, type Source } from '@dragoman/facts';

/** The headers that have what is stated of a whole door, by the file that bears them. */
export const DIALECT_HEADERS: Readonly<Record<string, string>> = {
  'packages/adapter-huawei/src/dialect.ts': 'huawei',
  'packages/adapter-aliyun/src/dialect.ts': 'aliyun',
  'packages/adapter-aliyun/src/instance-dialect.ts': 'aliyun-instance',
  'packages/adapter-bk/src/dialect.ts': 'bk',
};

const WIDTH = 120;
const END = ' * End of what is written.';

/** The kinds that a header tells of, in its order. */
export const HEADER_SECTIONS: readonly (readonly [kind: FactKind, title: string])[] = [
  ['gap', 'Gaps: the vendor has it, and it is missing here.'],
  ['order', 'Order of checks.'],
  ['by-design', 'By design.'],
  ['ignored', 'Fields without effect, in any operation that has them.'],
  ['answer', 'Answers of operations in common.'],
  ['signature', 'Signatures.'],
  ['disagreement', "The vendor's own sources disagree, and there is a switch for it, its default first."],
  ['quirk', 'What official clients do in ways of their own.'],
];

/** The source with what the catalogue states of the door, between the two marks of its header. */
export function withDialectFacts(text: string, door: string, catalogue: Catalogue): string {
  const begin = ` * Written by \`npm run docs\` from facts/${door}:`;
  const from = text.indexOf(begin);
  const to = text.indexOf(END, from);
  if (from < 0 || to < from) throw new Error(`the header lacks "${begin}" before "${END}"`);
  const lines = [...sectionsOf(catalogue.factsOf(door, '*')), ...sourcesOf(door, catalogue)];
  return `${text.slice(0, from)}${begin}\n *\n${lines.join('\n')}\n${text.slice(to)}`;
}

function sectionsOf(facts: readonly Fact[]): string[] {
  return HEADER_SECTIONS.flatMap(([kind, title]) => {
    const claims = facts.filter((fact) => fact.kind === kind).map(({ claim }) => claim);
    return claims.length === 0
      ? []
      : [...wrapped(title, ' * '), ...claims.flatMap((claim) => wrapped(`- ${claim}`, ' *   ')), ' *'];
  });
}

function sourcesOf(door: string, catalogue: Catalogue): string[] {
  const known = catalogue.facts.filter((fact) => fact.door === door).flatMap(({ sources }) => sources);
  const texts = [...new Set(known.map(inWords))].sort();
  return wrapped(`Sources: ${texts.join('; ')}.`, ' * ');
}

function inWords({ ref, date }: Source): string {
  return ref.endsWith(date) ? ref : `${ref} (${date})`;
}

/** A text in lines of a comment. @param next what the lines after the first begin with */
function wrapped(text: string, next: string): string[] {
  const lines: string[] = [];
  let line = ' *';
  for (const part of text.replaceAll('*/', '* /').split(' ')) {
    if (line.length + 1 + part.length > WIDTH) {
      lines.push(line);
      line = next.trimEnd().padEnd(next.length - 1);
    }
    line += ` ${part}`;
  }
  return [...lines, line];
}
