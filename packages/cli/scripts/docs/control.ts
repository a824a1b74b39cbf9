import { type ControlCall, GROUPS, mediaTypeOf, NAMED_CALLS } from '@dragoman/control';
import { FaultRule, PresetInfo, StandingRule } from '@dragoman/environment';
import { Assertion, AssertionResult, JournalEntry } from '@dragoman/journal';
import { CONTROL_PREFIX } from '@dragoman/control/server';
import type { TObject, TSchema } from '@sinclair/typebox';

import { hasCommand } from '../../src/commands/has-command.ts';
import type { Language } from './languages.ts';
import { cell, objectsIn, typeText } from './types.ts';

type Say = Language['say'];

const INTRODUCTION = [
  'Generated from the table of control calls by `npm run docs`; CI fails when it is stale. A ' +
    'gateway serves the same as an OpenAPI 3.1 document at `/_dragoman/openapi.json`.',
  'Every call is an HTTP request below `/_dragoman`, a command of `dragoman` and a method of ' +
    'the client (`controlClient` of `@dragoman/gateway`), all of the same name. Of the command, ' +
    'parameters of the path are arguments, every other field is a flag with dashes for ' +
    'underscores, lists and objects are written as JSON, and `--json` prints JSON, ' +
    'as [other formats](../command-line.md) are printed. `--url` or ' +
    '`DRAGOMAN_URL` says where the gateway is; without them a command asks the one of this folder: ' +
    'where the port and host of the settings in force (`dragoman.yaml`, `DRAGOMAN_PORT`) put it, ' +
    'else the one that holds the data directory, else `http://127.0.0.1:4600`.',
  'Calls marked *environment* exist for every [sandbox](#sandboxes) too: at ' +
    '`/_dragoman/sandboxes/{sandbox}/…`, with `--sandbox <id>`, and as `client.sandbox(id)`.',
  'Bodies are JSON, and unknown fields are rejected. A rejection is `{"error": "<word>", ' +
    '"message": "…"}` with a status of 400 or more; programs tell rejections apart by `error`. ' +
    'Sentences are in English, or in Chinese where `Accept-Language` asks for `zh`.',
  "On a loopback address no token is needed, but the `Host` must be this machine's and an " +
    '`Origin`, if there is one, the same. With `control.token` every call but those marked *open* ' +
    'needs `Authorization: Bearer <token>` (`--token`, `DRAGOMAN_CONTROL_TOKEN`); bound to ' +
    'another address the gateway does not start without one.',
];

const STREAM = 'Answers with a stream of server-sent events, each:';

/** Schemas that several calls share, shown once. */
const SHAPES: Readonly<Record<string, TObject>> = {
  FaultRule,
  StandingRule,
  PresetInfo,
  JournalEntry,
  Assertion,
  AssertionResult,
};

/** Every control call: route, command, fields, answer. */
export function controlPage({ say }: Language): string {
  const groups = Map.groupBy(NAMED_CALLS, ([name]) => (name.includes('.') ? name.replace(/\..*/, '') : ''));
  return [
    `# ${say('Control API')}`,
    '',
    ...INTRODUCTION.flatMap((text) => [say(text), '']),
    ...[...groups].flatMap(([group, calls]) => [
      ...headOf(group, say),
      ...calls.flatMap(([name, call]) => sectionOf(name, call, say)),
    ]),
    `## ${say('Shapes')}`,
    '',
    ...Object.entries(SHAPES).flatMap(([name, shape]) => [
      `### ${name}`,
      '',
      ...paragraph(shape.description, say),
      ...answerRows(fieldsOf(shape, '', shape), say),
      '',
    ]),
  ].join('\n');
}

function headOf(group: string, say: Say): string[] {
  return group === '' ? [`## ${say('The gateway')}`, ''] : [`## ${group}`, '', ...paragraph(GROUPS[group], say)];
}

function sectionOf(name: string, call: ControlCall, say: Say): string[] {
  const marks = [
    ...(call.scope === 'environment' ? [say('*environment*')] : []),
    ...(call.open ? [say('*open*')] : []),
  ];
  return [
    `### ${name}`,
    '',
    [`\`${call.method} ${CONTROL_PREFIX}${call.path}\``, ...commandOf(name, call), ...marks].join(' · '),
    '',
    ...paragraph(call.summary, say),
    ...paragraph(call.description, say),
    ...inputRows(call, say),
    ...answerOf(call, say),
    '',
  ];
}

function commandOf(name: string, call: ControlCall): string[] {
  if (!hasCommand(name)) return [];
  const pathParams = Object.keys(call.params.properties).map((param) => `<${dashed(param)}>`);
  const needed = [...(call.query.required ?? []), ...(call.body.required ?? [])].map((field) =>
    field === 'bytes' ? '--file <path>' : `--${dashed(field)} <value>`,
  );
  return [`\`${['dragoman', ...name.split('.'), ...pathParams, ...needed].join(' ')}\``];
}

function inputRows(call: ControlCall, say: Say): string[] {
  const inputs = { path: call.params, query: call.query, header: call.headers, body: call.body };
  const rows = Object.entries(inputs).flatMap(([where, schema]) =>
    fieldsOf(schema, '', schema).map(
      (field) =>
        `| \`${field.name}\` | ${say(where)} | ${typeCell(field.schema)} | ` +
        `${field.required ? say('needed') : ''} | ${meaningOf(field.schema, say)} |`,
    ),
  );
  if (rows.length === 0) return [];
  return [
    `| ${say('field')} | ${say('in')} | ${say('type')} | | ${say('meaning')} |`,
    '|---|---|---|---|---|',
    ...rows,
    '',
  ];
}

function answerOf(call: ControlCall, say: Say): string[] {
  if (call.responseKind === 'text' || call.responseKind === 'bytes')
    return [`${say('Answers with')} \`${mediaTypeOf(call)}\`.`];
  const head =
    call.responseKind === 'events'
      ? say(STREAM)
      : `${say('Answers')} ${typeof call.status === 'number' ? call.status : 200}:`;
  return [head, '', ...answerRows(fieldsOf(call.answer, '', null), say)];
}

function answerRows(fields: readonly Field[], say: Say): string[] {
  const rows = fields.map(({ name, schema }) => `| \`${name}\` | ${typeCell(schema)} | ${meaningOf(schema, say)} |`);
  return [`| ${say('field')} | ${say('type')} | ${say('meaning')} |`, '|---|---|---|', ...rows];
}

interface Field {
  readonly name: string;
  readonly schema: TSchema;
  readonly required: boolean;
}

/** The fields of a value and of the values in it, but for those of shapes. @param open the shape that is being shown */
function fieldsOf(schema: TSchema, path: string, open: TSchema | null): Field[] {
  return objectsIn(schema, path).flatMap(([where, object]) => {
    if (nameOf(object) !== null && object !== open) return [];
    const required = (object['required'] ?? []) as readonly string[];
    return Object.entries(object['properties'] as Record<string, TSchema>).flatMap(([property, value]): Field[] => {
      const name = where === '' ? property : `${where}.${property}`;
      return [{ name, schema: value, required: required.includes(property) }, ...fieldsOf(value, name, null)];
    });
  });
}

/** A schema that was made optional is another one with the same properties. */
function nameOf(schema: TSchema): string | null {
  return Object.entries(SHAPES).find(([, shape]) => shape.properties === schema['properties'])?.[0] ?? null;
}

function typeCell(schema: TSchema): string {
  const [shape] = objectsIn(schema)
    .map(([, object]) => nameOf(object))
    .filter((name) => name !== null);
  const text = `\`${cell(typeText(schema, nameOf))}\``;
  return shape === undefined ? text : `[${text}](#${shape.toLowerCase()})`;
}

function meaningOf(schema: TSchema, say: Say): string {
  return nameOf(schema) !== null || schema.description === undefined ? '' : cell(say(schema.description));
}

function paragraph(text: string | undefined, say: Say): string[] {
  if (text === undefined || text === '') return [];
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return [say(begun.endsWith('.') ? begun : `${begun}.`), ''];
}

function dashed(name: string): string {
  return name.replaceAll('_', '-');
}
