import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { RestRoute } from '../../packages/protocol-kit/src/index.ts';

import { ERROR_MESSAGE, MESSAGES } from '../../packages/adapter-aliyun/src/dkms/messages.ts';
import { INSTANCE_DOMAIN_ERRORS, INSTANCE_ERRORS } from '../../packages/adapter-aliyun/src/dkms/errors.ts';
import { instanceOperations } from '../../packages/adapter-aliyun/src/operations/dkms/index.ts';
import { allOperations } from '../../packages/adapter-aliyun/src/apis.ts';
import { operations as bkOperations } from '../../packages/adapter-bk/src/operations/index.ts';
import { webOperations } from '../../packages/adapter-bk/src/operations/web/index.ts';
import { csmsOperations } from '../../packages/adapter-huawei/src/operations/csms/index.ts';
import { kmsOperations } from '../../packages/adapter-huawei/src/operations/kms/index.ts';
import { platformOperations } from '../../packages/huawei-platform/src/operations/index.ts';
import type { Catalogue, KnownOperation } from '../../packages/conform/src/doors/catalogue.ts';
import type { ProtobufMessage } from '../../packages/conform/src/shape/protobuf.ts';
import type { DoorName } from '../../packages/conform/src/recording/recording.ts';
import { valueOfXml } from '../../packages/conform/src/shape/xml.ts';
import { INSTANCE_TEMPLATES, CONSTANTS, HEADERS, INNER_FIELDS, MORE_CODES } from './known-terms.ts';

/** Operations that change nothing, by how the vendors name them. */
const READS = new RegExp(
  '^(?:[A-Z]+:)?(?:Batch)?(?:Get|List|Show|Describe|Count|Check|get_|list|check|Encrypt|Decrypt|ReEncrypt|' +
    'Asymmetric|Sign|Verify|Validate|Create(?:Rsa|Ec)?Datakey|CreateRandom|GenerateRandomPassword|GenerateMac|GenerateDataKey|ExportDataKey|' +
    'GenerateAndExport|DecodeDiagnostic|DownloadSecret|CreateParameters|Keystone(?:List|Show))',
);

interface OperationLike {
  readonly name: string;
  readonly input: object;
  readonly routes?: readonly RestRoute[];
  readonly service?: { readonly name: string } | string;
}

const TABLES: Readonly<Record<DoorName, readonly OperationLike[]>> = {
  huawei: [...csmsOperations, ...kmsOperations, ...platformOperations],
  aliyun: allOperations,
  'aliyun-instance': instanceOperations.map(({ name }) => ({ name, input: {} })),
  bk: [...bkOperations, ...webOperations],
};

const FOLDERS: Readonly<Record<DoorName, readonly string[]>> = {
  huawei: ['adapter-huawei', 'huawei-platform'],
  aliyun: ['adapter-aliyun'],
  'aliyun-instance': [],
  bk: ['adapter-bk'],
};

/** The catalogue of one door, from the tables of its operations and errors, and from the fixtures. */
export async function makeCatalogue(door: DoorName): Promise<Catalogue> {
  const operations = TABLES[door].map(({ name, service, routes = [] }): KnownOperation => ({
    name,
    // An instance's gateway changes nothing: secrets and keys are set up at the shared one.
    ...(typeof service === 'object' && { service: service.name.toLowerCase() }),
    reads: door === 'aliyun-instance' || READS.test(name),
    routes: routes.map(({ method, path }) => ({ method, path })),
  }));
  const fields = new Set([
    ...TABLES[door].flatMap(({ input }) => fieldsOfSchema(input as SchemaParts)),
    ...fieldsOfFixtures(door),
    ...(door === 'aliyun-instance' ? Object.values(protobufMessages()).flatMap((type) => Object.keys(type)) : []),
  ]);
  const { codes, messages } = await errorsOf(door);
  if (door === 'aliyun-instance') collectInstanceErrors({ codes, messages });
  addErrorsOfFixtures(door, { codes, messages });
  return {
    operations,
    terms: {
      fields: [...fields, ...INNER_FIELDS[door]].toSorted(),
      headers: HEADERS[door].toSorted(),
      codes: [...new Set([...codes, ...MORE_CODES[door]])].toSorted(),
      messages: [...messages].toSorted(),
      constants: CONSTANTS[door].toSorted(),
    },
    ...(door === 'aliyun-instance' && { messages: protobufMessages() }),
  };
}

function protobufMessages(): Record<string, ProtobufMessage> {
  const parts = Object.entries(MESSAGES).flatMap(([name, { request, response }]) => [
    [`${name} request`, request],
    [`${name} answer`, response],
  ]);
  return { ...(Object.fromEntries(parts) as Record<string, ProtobufMessage>), error: ERROR_MESSAGE };
}

/** The instance's own errors, and what they say with a name in them. */
function collectInstanceErrors(found: { codes: Set<string>; messages: Set<string> }): void {
  collect(Object.values(INSTANCE_ERRORS), found);
  collect(Object.values(INSTANCE_DOMAIN_ERRORS), found);
  for (const [code, message] of INSTANCE_TEMPLATES) addError(code, message, found);
}

/** The parts of a schema that have fields. */
interface SchemaParts {
  readonly properties?: Readonly<Record<string, SchemaParts>>;
  readonly items?: SchemaParts;
  readonly anyOf?: readonly SchemaParts[];
  readonly allOf?: readonly SchemaParts[];
  readonly oneOf?: readonly SchemaParts[];
}

function fieldsOfSchema(schema: SchemaParts): string[] {
  const { properties = {}, items, anyOf = [], allOf = [], oneOf = [] } = schema;
  const inner = [...Object.values(properties), ...(items === undefined ? [] : [items]), ...anyOf, ...allOf, ...oneOf];
  const names = Object.keys(properties).map((name) => name.replaceAll(/(?<=\.)\d+(?=\.|$)/g, 'N'));
  return [...names, ...inner.flatMap(fieldsOfSchema)];
}

/** Names of fields in what operations answer. */
function fieldsOfFixtures(door: DoorName): string[] {
  return fixturesOf(door).flatMap(fixtureFields);
}

function fixturesOf(door: DoorName): unknown[] {
  return FOLDERS[door].flatMap((folder) => {
    const root = fileURLToPath(new URL(`../../packages/${folder}/test/fixtures/`, import.meta.url));
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
    return files.map((name): unknown => JSON.parse(readFileSync(`${root}/${name}`, 'utf8')));
  });
}

interface RejectedCall {
  readonly request: unknown;
  readonly json: string;
}

/** What fixtures of rejected calls say, with what they ask left open. */
function addErrorsOfFixtures(door: DoorName, found: { codes: Set<string>; messages: Set<string> }): void {
  for (const fixture of fixturesOf(door) as { readonly rejected?: RejectedCall }[]) {
    if (fixture.rejected === undefined) continue;
    const { request, json } = fixture.rejected;
    const { Code: code, Message: message } = JSON.parse(json) as { readonly Code: string; readonly Message: string };
    addError(code, templateOf(message, textsIn(request)), found);
  }
}

/** Longer texts first, so that none is taken out of another. */
function templateOf(message: string, texts: readonly string[]): string {
  const open = texts.filter((text) => text.length > 0).toSorted((left, right) => right.length - left.length);
  const escapedTexts = open.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const pattern = [...escapedTexts, String.raw`\d{4,}`, 'ID(?:-\\d+)?']
    .map((word) => `(?<!\\w)${word}(?!\\w)`)
    .join('|');
  return message.replaceAll(new RegExp(pattern, 'g'), '<>');
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Members of a fixture that hold what was said, as it was written. */
const TEXTS = new Set(['json', 'xml', 'body', 'observed']);
const ASKED = new Set(['request', 'fields']);

function fixtureFields(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]: [string, unknown]) => {
    if (TEXTS.has(name)) return typeof item === 'string' ? fieldsIn(parsed(item)) : fieldsIn(item);
    return ASKED.has(name) ? [] : fixtureFields(item);
  });
}

function parsed(text: string): unknown {
  return text.startsWith('<') ? valueOfXml(text) : (JSON.parse(text || 'null') as unknown);
}

function fieldsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(fieldsIn);
  return Object.entries(value).flatMap(([name, item]) => [name, ...fieldsIn(item)]);
}

/** Codes and messages that stand in the tables of errors. */
async function errorsOf(door: DoorName): Promise<{ codes: Set<string>; messages: Set<string> }> {
  const found = { codes: new Set<string>(), messages: new Set<string>() };
  for (const folder of FOLDERS[door]) {
    const root = new URL(`../../packages/${folder}/src/errors/`, import.meta.url);
    for (const name of readdirSync(root).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))) {
      const module = (await import(new URL(name, root).href)) as Record<string, unknown>;
      for (const exported of Object.values(module)) collect(exported, found);
    }
  }
  return found;
}

function collect(value: unknown, found: { codes: Set<string>; messages: Set<string> }): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'string') {
    addError(value[1], value[2], found);
    return;
  }
  const { code, message } = value as { readonly code?: unknown; readonly message?: unknown };
  if (typeof code === 'string' || typeof code === 'number') addError(String(code), message, found);
  for (const item of Object.values(value)) collect(item, found);
}

function addError(code: string, message: unknown, found: { codes: Set<string>; messages: Set<string> }): void {
  found.codes.add(code);
  if (typeof message === 'string' && message.length >= 8) {
    found.messages.add(message.replaceAll(/\{\w*\}|\$\{[^}]*\}|%\(\w+\)s|%s|%d/g, '<>'));
  }
}
