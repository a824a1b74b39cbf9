import {
  type Catalogue,
  type Fact,
  FACT_KINDS,
  type FactKind,
  GRADES,
  type Grade,
  gradesOf,
  loadCatalogue,
} from '@dragoman/facts';

import { FACTS_OF_DOORS } from './fidelity-door.ts';
import type { Language } from './languages.ts';
import { cell } from './types.ts';

/** What each grade means. */
const MEANINGS: Readonly<Record<Grade, string>> = {
  'live capture': 'seen in an answer of the real service, by `dragoman record` or a capture',
  'official SDK seen': 'a test of it is driven by an official client, which read the answer as it reads its cloud',
  'upstream suite': 'a test suite of another project, written for the real service, runs against it unchanged',
  'vendor vector': 'bytes that the vendor published, or that its own signer made',
  'vendor source': 'read in the source of an official SDK, provider or service',
  'vendor document': 'read in a page or an API definition of the vendor',
  inferred: 'none of these: a decision of ours where the vendor says nothing, or what we concluded',
};

const KINDS: Readonly<Record<FactKind, string>> = {
  answer: 'answers',
  limit: 'limits of parameters',
  error: 'errors',
  order: 'order of checks',
  parameter: 'parameters',
  ignored: 'fields without effect',
  signature: 'signatures',
  'by-design': 'designs',
  disagreement: 'disagreements of sources',
  quirk: 'quirks of clients',
  gap: 'gaps',
};

/** What is held by what: how facts are known, counted by door, kind and grade, and never added up to one number. */
export async function fidelityPage({ say, up }: Language): Promise<string> {
  const catalogue = await loadCatalogue();
  return [
    `# ${say('Fidelity')}`,
    '',
    say('Generated from `facts/` by `npm run docs`; CI fails when it is stale.'),
    say(
      'A fact is one statement about how a door behaves: a limit, an error, an answer, an order of ' +
        'checks, a gap. It has sources, each with its date, and witnesses: tests that fail when it is ' +
        'not true any more.',
    ),
    '',
    `## ${say('How a fact is known')}`,
    '',
    say(
      "Grades follow from the kinds of a fact's sources and from where its witnesses live; nobody " +
        'writes one down. A fact may have several. They are counted and never summed: no number says ' +
        'how faithful a door is.',
    ),
    '',
    `| ${say('grade')} | ${say('what it means')} |`,
    '|---|---|',
    ...GRADES.map((grade) => `| ${say(grade)} | ${say(MEANINGS[grade])} |`),
    '',
    ...Object.entries(FACTS_OF_DOORS).flatMap(([door, title]) => countsOf(door, title, catalogue, say)),
    `## ${say('How to read and to dispute it')}`,
    '',
    say(
      '- The pages of the doors name what no page can know better than a client: start with the facts ' +
        'that are inferred alone.',
    ),
    `- ${say(
      'Every fact stands in a file of [facts/]({up}facts), one file for each operation; its id is ' +
        '`door/operation/subject/kind`.',
    ).replace('{up}', up)}`,
    say('- `npm run facts`, after the tests, says whether each witness ran, passed, and saw what its fact speaks of.'),
    say(
      '- `dragoman receipt` says which of these facts your own run rested on, by grade, and what it sent that ' +
        'nothing here reads; `dragoman exec --receipt FILE -- <command>` writes that of one command.',
    ),
    say(
      '- No fact is a live capture yet: nobody has sent one. `dragoman record --upstream` makes it of your own ' +
        'calls, without a value, name or id, and `dragoman conform --recording FILE --facts FOLDER` makes facts of it.',
    ),
    say(
      '- No fact has an upstream suite: we know of none for these services that can run here unchanged. The calls ' +
        'of Terraform providers in `conformance/go` are tests of ours that follow their source.',
    ),
    say(
      "- You know better? A capture, a page or a line of a client's source, with its date, is all " +
        'that a change of a fact needs: change its file and the code, and let a test fail first.',
    ),
    '',
  ].join('\n');
}

function countsOf(door: string, title: string, catalogue: Catalogue, say: Language['say']): string[] {
  const facts = catalogue.facts.filter((fact) => fact.door === door);
  const rows = FACT_KINDS.flatMap((kind) =>
    rowOf(
      kind,
      facts.filter((fact) => fact.kind === kind),
      say,
    ),
  );
  const titles = ['facts about', ...GRADES].map(say);
  return [
    `## [${say(title)}](fidelity/${door}.md)`,
    '',
    `| ${titles.join(' | ')} |`,
    `|${titles.map(() => '---|').join('')}`,
    ...rows,
    '',
  ];
}

function rowOf(kind: FactKind, facts: readonly Fact[], say: Language['say']): string[] {
  if (facts.length === 0) return [];
  const counts = GRADES.map((grade) => facts.filter((fact) => gradesOf(fact).includes(grade)).length);
  return [`| ${cell(say(KINDS[kind]))} | ${counts.map((count) => count || '').join(' | ')} |`];
}
