import { type Catalogue, type Fact, type Grade, gradesOf, loadCatalogue } from '@dragoman/facts';

import { HEADER_SECTIONS } from './dialect-headers.ts';
import { factsFileOf } from './facts-files.ts';
import type { Language } from './languages.ts';
import { cell } from './types.ts';

/** The doors that facts are about, and what they are called. */
export const FACTS_OF_DOORS: Readonly<Record<string, string>> = {
  huawei: 'Huawei Cloud',
  aliyun: 'Alibaba Cloud',
  'aliyun-instance': 'Alibaba Cloud, KMS instances',
  bk: 'BlueKing',
};

/** What is known of one door: its operations, its errors and what holds for all of it. */
export function fidelityDoorPage(door: string): (language: Language) => Promise<string> {
  return async (language) => {
    const { say } = language;
    const catalogue = await loadCatalogue();
    const facts = catalogue.factsOf(door, '*');
    return [
      `# ${say('Fidelity: {door}').replace('{door}', say(FACTS_OF_DOORS[door] ?? door))}`,
      '',
      `${say('Generated from `facts/` by `npm run docs`; CI fails when it is stale.')} ` +
        say('[What the grades mean](../fidelity.md).'),
      '',
      ...HEADER_SECTIONS.flatMap(([kind, title]) =>
        claimsOf(
          title,
          facts.filter((fact) => fact.kind === kind),
          say,
        ),
      ),
      ...operationsOf(door, catalogue, language),
      ...errorsOf(
        facts.filter(({ kind }) => kind === 'error'),
        say,
      ),
    ].join('\n');
  };
}

function claimsOf(title: string, facts: readonly Fact[], say: Language['say']): string[] {
  if (facts.length === 0) return [];
  const rows = facts.map((fact) => `| ${cell(say(fact.claim))} | ${grades(fact, say)} | ${heldBy(fact)} |`);
  return [
    `## ${say(title)}`,
    '',
    `| ${say('claim')} | ${say('known by')} | ${say('held by')} |`,
    '|---|---|---|',
    ...rows,
    '',
  ];
}

function heldBy({ witnesses }: Fact): string {
  const files = [...new Set(witnesses.map(({ file }) => file))];
  return files.map((file) => `\`${file.split('/').at(-1) ?? file}\``).join(', ');
}

function operationsOf(door: string, catalogue: Catalogue, { say, up }: Language): string[] {
  const own = catalogue.facts.filter((fact) => fact.door === door && fact.operation !== '*');
  const rows = [...new Set(own.map(({ operation }) => operation))].map((operation) => {
    const facts = catalogue.factsOf(door, operation);
    const ofKind = (kind: string): readonly Fact[] => facts.filter((fact) => fact.kind === kind);
    const file = factsFileOf(door, operation);
    const name = file === null ? operation : `[${operation}](../${up}${file})`;
    const answers = ofKind('answer').map((fact) => `${fact.subject}: ${grades(fact, say)}`);
    const codes = ofKind('error').map(({ subject }) => `\`${subject}\``);
    return `| ${name} | ${cell(answers.join('; '))} | ${ofKind('limit').length || ''} | ${cell(codes.join(' '))} |`;
  });
  const titles = ['operation', 'its answer is known by', 'limits of parameters', 'errors that tests saw'].map(say);
  return [`## ${say('Operations')}`, '', `| ${titles.join(' | ')} |`, '|---|---|---|---|', ...rows, ''];
}

function errorsOf(facts: readonly Fact[], say: Language['say']): string[] {
  const rows = facts.map(
    (fact) => `| \`${fact.subject}\` | ${fact.status ?? ''} | ${cell(fact.message ?? '')} | ${grades(fact, say)} |`,
  );
  const titles = ['code', 'status', 'text', 'known by'].map(say);
  return [`## ${say('Errors')}`, '', `| ${titles.join(' | ')} |`, '|---|---|---|---|', ...rows, ''];
}

function grades(fact: Fact, say: Language['say']): string {
  return gradesOf(fact)
    .map((grade: Grade) => say(grade))
    .join(', ');
}
