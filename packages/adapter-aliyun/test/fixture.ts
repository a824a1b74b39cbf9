import { constants, createPublicKey, publicEncrypt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

import type { WireResponse } from '@dragoman/protocol-kit';
import { expect } from '@jest/globals';

import { type Environment, type Params, commonV1, form, newEnvironment, signedV1 } from './environment.ts';
import type { RejectedScenario, Scenario } from './scenario.ts';
import { INSTANCES } from './scenarios/instances.ts';

/** What one call is answered, to the byte in either format; words in capitals stand for what is drawn by chance. */
interface Exchange {
  readonly request: Params;
  readonly status: number;
  readonly json: string;
  readonly xml: string;
  /** What a call that looks at the outcome is answered. */
  readonly observed?: string;
}

export interface Fixture {
  readonly first?: Exchange;
  readonly second?: Exchange;
  readonly rejected: Exchange;
}

type Format = 'JSON' | 'XML';
type Played = Readonly<Record<keyof Fixture, Answer | undefined>>;

interface Answer {
  readonly request: Params;
  readonly response: WireResponse;
  readonly observed: string | undefined;
}

const FOLDER = new URL('fixtures/', import.meta.url);
/** Where what was answered becomes what is expected: `RECORD_FIXTURES=1`, and then look at what changed. */
const RECORDING = process.env['RECORD_FIXTURES'] === '1';
const CONTENT_TYPES = { JSON: 'application/json;charset=utf-8', XML: 'text/xml;charset=utf-8' };
const KEY_MATERIAL = Buffer.alloc(32, 7);

/** What differs from run to run, and what stands for it. */
const CHANCE: readonly (readonly [RegExp, (...groups: string[]) => string])[] = [
  [/(RequestId(?:":"|>))[A-F0-9a-f-]{36}/g, (_all, field) => `${field}ID`],
  [/STS\.[A-Za-z0-9]{25}/g, () => 'KEY'],
  [/CAIS[A-Za-z0-9+/=]+/g, () => 'TOKEN'],
  [
    /((?:AccessKeySecret|RandomPassword)(?:":"|>))([A-Za-z0-9]+)/g,
    (_all, field, text) => `${field}SECRET(${text.length})`,
  ],
  // A token holds a private key in DER, whose length varies.
  [/(ImportToken(?:":"|>))[^"<]+/g, (_all, field) => `${field}TOKEN`],
  [
    /((?:CiphertextBlob|ExportedDataKey|PublicKey|Plaintext|Value|Mac)(?:":"|>))([^"<]{20,})/g,
    (_all, field, text = '') => `${field}${bytesOf(text)}`,
  ],
];

/** Plays a scenario once in JSON and once in XML, each in an environment of its own. */
export async function performScenario(action: string, scenario: Scenario | RejectedScenario): Promise<Fixture> {
  const [inJson, inXml] = [await play(action, scenario, 'JSON'), await play(action, scenario, 'XML')];
  const exchange = (call: keyof Fixture): Exchange | undefined => {
    const [one, other] = [inJson[call], inXml[call]];
    if (one === undefined || other === undefined) return undefined;
    expect(other.response.status).toBe(one.response.status);
    const { request, response, observed } = one;
    const { status, body } = response;
    return { request, status, json: body, xml: other.response.body, ...(observed !== undefined && { observed }) };
  };
  const [first, second, rejected] = [exchange('first'), exchange('second'), exchange('rejected')];
  if (rejected === undefined) throw new Error('every scenario has a call that is rejected');
  return { ...(first !== undefined && { first }), ...(second !== undefined && { second }), rejected };
}

/** Expects the fixture to be the one in the operation's file, or writes it where fixtures are recorded. */
export function expectFixture(action: string, fixture: Fixture): void {
  const file = new URL(`${action}.json`, FOLDER);
  if (RECORDING) writeFileSync(file, `${JSON.stringify(fixture, null, 2)}\n`);
  expect(fixture).toEqual(JSON.parse(readFileSync(file, 'utf8')));
}

/** What tells the answers to the two calls apart. */
export function outcomeOf(exchange: Exchange | undefined): readonly unknown[] {
  return [exchange?.json, exchange?.observed];
}

async function play(action: string, scenario: Scenario | RejectedScenario, format: Format): Promise<Played> {
  const rejecting = await player(action, scenario, format);
  if (!('first' in scenario)) {
    return { first: undefined, second: undefined, rejected: await rejecting.call(scenario.rejected) };
  }
  for (const [before, params] of scenario.given ?? []) await rejecting.prepare(before, params);
  const rejected = await rejecting.call(scenario.rejected);
  const succeeding = await player(action, scenario, format);
  for (const [before, params] of scenario.given ?? []) await succeeding.prepare(before, params);
  const first = await succeeding.call(scenario.first, scenario.observe);
  for (const [before, params] of scenario.between ?? []) await succeeding.prepare(before, params);
  return { first, second: await succeeding.call(scenario.second, scenario.observe), rejected };
}

/** Sends calls, a second between one and the next, and fills in what earlier answers told. */
async function player(action: string, scenario: Scenario | RejectedScenario, format: Format) {
  const environment = await newEnvironment({ settings: { instances: INSTANCES } });
  const told = new Map<string, string>();
  const ids: string[] = [];
  const prepare = async (name: string, params: Params): Promise<void> => {
    remember(told, await environment.ok(name, fill(told, params)));
    environment.services.advance(1_000);
  };
  const call = async (params: Params, observe?: Scenario['observe']): Promise<Answer> => {
    const request = fill(told, params);
    const response = await send(environment, { action, format, ...scenario }, request);
    environment.services.advance(1_000);
    const observed =
      observe === undefined ? undefined : (await environment.v1(observe[0], fill(told, observe[1]))).body;
    const mask = (text: string): string => maskChance(text, ids);
    expect(response.headers['content-type']).toBe(CONTENT_TYPES[format]);
    return {
      request: params,
      response: { ...response, body: mask(response.body) },
      observed: observed === undefined ? undefined : mask(observed),
    };
  };
  return { prepare, call };
}

function send(
  environment: Environment,
  call: { readonly action: string; readonly format: Format } & Pick<Scenario, 'version' | 'method'>,
  request: Params,
): Promise<WireResponse> {
  const { action, format, version = '2016-01-20', method = 'POST' } = call;
  const time = `${new Date(environment.services.clock.now()).toISOString().slice(0, 19)}Z`;
  const params = { ...commonV1(action, time), Version: version, Format: format, ...request };
  return environment.send(method, `/?${form(signedV1(method, params))}`);
}

function fill(told: ReadonlyMap<string, string>, params: Params): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      value.replace(/^\$([A-Za-z]+)$/, (whole, field: string) => told.get(field) ?? whole),
    ]),
  );
}

function remember(told: Map<string, string>, answer: object): void {
  for (const [name, value] of Object.entries(answer) as [string, unknown][]) {
    if (typeof value === 'string') told.set(name, value);
    else if (typeof value === 'object' && value !== null) remember(told, value);
  }
  if ('ImportToken' in answer) told.set('Material', wrappedMaterial(told.get('PublicKey') ?? ''));
}

/** Key material as a user wraps it, by OAEP with SHA-256. */
function wrappedMaterial(publicKey: string): string {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  const wrapping = { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
  return publicEncrypt(wrapping, KEY_MATERIAL).toString('base64');
}

/** Ids are numbered in the order in which a scenario meets them. */
function maskChance(text: string, ids: string[]): string {
  const masked = CHANCE.reduce((body, [pattern, mask]) => body.replaceAll(pattern, mask), text);
  return masked.replaceAll(/00000000-0000-4000-8000-\d{12}/g, (id) => {
    if (!ids.includes(id)) ids.push(id);
    return `ID-${ids.indexOf(id) + 1}`;
  });
}

/** A signature of ECDSA in DER has 68 to 72 bytes. */
function bytesOf(text: string): string {
  const { length } = Buffer.from(text, 'base64');
  return length > 66 && length < 73 ? 'BYTES(DER)' : `BYTES(${length})`;
}
