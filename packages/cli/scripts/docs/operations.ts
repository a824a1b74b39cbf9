import type { Door } from '@dragoman/protocol-kit';

import { LANGUAGES_OF_CLIENTS, isCalled } from './callers.ts';
import { allDoors } from './doors.ts';
import type { Language } from './languages.ts';

const TITLES: Record<string, string> = { huawei: 'Huawei Cloud', aliyun: 'Alibaba Cloud', bk: 'BlueKing' };

/** Every operation of every door, whether it is served, and which official clients' suites call it. */
export async function operationsPage({ say, up }: Language): Promise<string> {
  const doors = await allDoors();
  return [
    `# ${say('Operations')}`,
    '',
    say("Generated from the doors' tables by `npm run docs`; CI fails when it is stale."),
    say(
      'A tick says that a suite of official clients in that language calls the operation; every ' +
        'served operation also has tests of its own beside its adapter.',
    ),
    say('What is not served is rejected as its vendor rejects an unsupported operation.'),
    say('Where a served operation differs from its cloud, the header of its dialect says so:'),
    `[Huawei](${up}packages/adapter-huawei/src/dialect.ts), [Aliyun](${up}packages/adapter-aliyun/src/dialect.ts), ` +
      `[Aliyun, KMS instances](${up}packages/adapter-aliyun/src/instance-dialect.ts), ` +
      `[BlueKing](${up}packages/adapter-bk/src/dialect.ts).`,
    '',
    ...doors.flatMap((door) => sectionOf(door, say)),
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

function sectionOf(door: Door, say: Language['say']): string[] {
  const rows = [
    ...door.operations.map((name) => [name, true] as const),
    ...door.notImplemented.map((name) => [name, false] as const),
  ];
  const title = say('{door}: {served} served, {rejected} rejected by name')
    .replace('{door}', say(TITLES[door.name] ?? door.name))
    .replace('{served}', String(door.operations.length))
    .replace('{rejected}', String(door.notImplemented.length));
  return [
    `## ${title}`,
    '',
    `| ${say('operation')} | ${say('served')} | ${LANGUAGES_OF_CLIENTS.join(' | ')} |`,
    `|---|---|${LANGUAGES_OF_CLIENTS.map(() => '---|').join('')}`,
    ...rows.map(
      ([name, served]) =>
        `| ${name} | ${tick(served)} | ${LANGUAGES_OF_CLIENTS.map((language) =>
          tick(served && isCalled(door.name, name, language)),
        ).join(' | ')} |`,
    ),
    '',
  ];
}

function tick(yes: boolean): string {
  return yes ? '✓' : '';
}
