import { type Catalogue, gradesOf, loadCatalogue } from '@dragoman/facts';
import type { Door } from '@dragoman/protocol-kit';

import { LANGUAGES_OF_CLIENTS, isCalled } from './callers.ts';
import { allDoors } from './doors.ts';
import { factsFileOf } from './facts-files.ts';
import type { Language } from './languages.ts';

const TITLES: Record<string, string> = { huawei: 'Huawei Cloud', aliyun: 'Alibaba Cloud', bk: 'BlueKing' };

/** Every operation of every door, whether it is served, and which official clients' suites call it. */
export async function operationsPage({ say, up }: Language): Promise<string> {
  const doors = await allDoors();
  const catalogue = await loadCatalogue();
  return [
    `# ${say('Operations')}`,
    '',
    say("Generated from the doors' tables by `npm run docs`; CI fails when it is stale."),
    say(
      'A tick says that a suite of official clients in that language calls the operation; every ' +
        'served operation also has tests of its own beside its adapter.',
    ),
    say('What is not served is rejected as its vendor rejects an unsupported operation.'),
    say(
      'The last column says how its answers are known, and leads to its facts. [Fidelity](fidelity.md) has what the ' +
        'grades mean, and where a door differs from its cloud.',
    ),
    '',
    ...doors.flatMap((door) => sectionOf(door, catalogue, { say, up })),
  ].join('\n');
}

/** The type of all names of operations, which the test helper's assertions take. */
export async function operationNames(): Promise<string> {
  const doors = await allDoors();
  const names = new Set(doors.flatMap(({ operations }) => operations).toSorted());
  return [
    "// Generated from the doors' tables by `npm run docs`.",
    '',
    '/** An operation that a door serves, as its vendor writes it. */',
    'export type OperationName =',
    ...[...names].map((name, at) => `  | '${name}'${at === names.size - 1 ? ';' : ''}`),
    '',
  ].join('\n');
}

function sectionOf(door: Door, catalogue: Catalogue, { say, up }: Pick<Language, 'say' | 'up'>): string[] {
  const rows = [
    ...door.operations.map((name) => [name, true] as const),
    ...door.notImplemented.map((name) => [name, false] as const),
  ];
  const title = say('{door}: {served} served, {rejected} rejected by name')
    .replace('{door}', say(TITLES[door.name] ?? door.name))
    .replace('{served}', String(door.operations.length))
    .replace('{rejected}', String(door.notImplemented.length));
  const languages = LANGUAGES_OF_CLIENTS;
  return [
    `## ${title}`,
    '',
    `| ${say('operation')} | ${say('served')} | ${languages.join(' | ')} | ${say('known by')} |`,
    `|---|---|${languages.map(() => '---|').join('')}---|`,
    ...rows.map(([name, served]) => {
      const ticks = languages.map((language) => tick(served && isCalled(door.name, name, language)));
      const known = linked(door.name, name, up, knownBy(door.name, name, catalogue, say));
      return `| ${name} | ${tick(served)} | ${ticks.join(' | ')} | ${known} |`;
    }),
    '',
  ];
}

/** How an operation is known, as a link to its facts; what an instance alone serves has them under its own name. */
function linked(door: string, operation: string, up: string, text: string): string {
  const file = factsFileOf(door, operation) ?? factsFileOf(`${door}-instance`, operation);
  return file === null ? '' : `[${text}](${up}${file})`;
}

function knownBy(door: string, operation: string, catalogue: Catalogue, say: Language['say']): string {
  const facts = [...catalogue.factsOf(door, operation), ...catalogue.factsOf(`${door}-instance`, operation)];
  const answers = facts.filter(({ kind }) => kind === 'answer');
  const grades = new Set((answers.length > 0 ? answers : facts).flatMap(gradesOf));
  return [...grades].map(say).join(', ');
}

function tick(yes: boolean): string {
  return yes ? '✓' : '';
}
