import { expect } from '@jest/globals';

import { type Played, type Player, playCalls, playRejected, ToldValues } from '../../../test/fixtures.ts';
import { wrapKeyMaterial } from '../../../test/key-material.ts';
import { allOperations } from '../src/apis.ts';
import { type Environment, type Params, commonV1, form, json, newEnvironment, signedV1 } from './environment.ts';
import { callerWith } from './permissions-environment.ts';
import type { Call, RejectedScenario, Scenario } from './scenario.ts';
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

type Format = 'JSON' | 'XML';
type Calls = readonly [Played<Answer>, Played<Answer>] | null;

/** What one call is answered in one format. */
interface Answer {
  readonly request: Params;
  readonly status: number;
  readonly body: string;
}

const CONTENT_TYPES = { JSON: 'application/json;charset=utf-8', XML: 'text/xml;charset=utf-8' };

/** What differs from run to run, and what stands for it. */
const CHANCE: readonly (readonly [RegExp, (...groups: string[]) => string])[] = [
  [/(RequestId(?:":"|>))[A-F0-9a-f-]{36}/g, (_all, field) => `${field}ID`],
  [/STS\.[A-Za-z0-9]{25}/g, () => 'KEY'],
  [/CAIS[A-Za-z0-9+/=]+/g, () => 'TOKEN'],
  [
    /((?:AccessKeySecret|RandomPassword)(?:":"|>))([A-Za-z0-9]+)/g,
    (_all, field, text) => `${field}SECRET(${text.length})`,
  ],
  [/(PrivateKeyData(?:":"|>))[A-Za-z0-9+/=]+/g, (_all, field) => `${field}PKCS12`],
  [/-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----(?:\\n|\s)*/gs, () => 'PEM'],
  // A token holds a private key in DER, whose length varies.
  [/(ImportToken(?:":"|>))[^"<]+/g, (_all, field) => `${field}TOKEN`],
  [
    /((?:CiphertextBlob|ExportedDataKey|PublicKey|Plaintext|Value|Mac)(?:":"|>))([^"<]{20,})/g,
    (_all, field, text = '') => `${field}${bytesOf(text)}`,
  ],
];

/** Plays a scenario once in JSON and once in XML, each in environments of its own. */
export async function playScenario(scenario: Scenario | RejectedScenario, action: string) {
  const rejected = bothFormats(
    { exchange: await playRejection(action, scenario, 'JSON') },
    { exchange: await playRejection(action, scenario, 'XML') },
  );
  expect(rejected.status).toBeGreaterThanOrEqual(400);
  const [inJson, inXml] = [await playSuccess(action, scenario, 'JSON'), await playSuccess(action, scenario, 'XML')];
  if (inJson === null || inXml === null) return { fixture: { rejected }, answers: null };
  const [first, second] = [bothFormats(inJson[0], inXml[0]), bothFormats(inJson[1], inXml[1])];
  expect([first.status, second.status]).toEqual([200, 200]);
  const answers = [
    [first.json, first.observed],
    [second.json, second.observed],
  ] as const;
  return { fixture: { first, second, rejected }, answers };
}

function bothFormats(inJson: Played<Answer>, inXml: Played<Answer>): Exchange {
  const { request, status, body } = inJson.exchange;
  expect(inXml.exchange.status).toBe(status);
  const observed = inJson.observed === undefined ? {} : { observed: inJson.observed.body };
  return { request, status, json: body, xml: inXml.exchange.body, ...observed };
}

async function playRejection(action: string, scenario: Scenario | RejectedScenario, format: Format): Promise<Answer> {
  const given = 'given' in scenario ? { given: scenario.given } : {};
  return playRejected({ ...given, rejected: [action, scenario.rejected] }, await newPlayer(scenario, format));
}

async function playSuccess(action: string, scenario: Scenario | RejectedScenario, format: Format): Promise<Calls> {
  if (!('first' in scenario)) return null;
  const calls = { ...scenario, first: [action, scenario.first], second: [action, scenario.second] } as const;
  return playCalls(calls, await newPlayer(scenario, format));
}

/** Makes calls in a new environment, a second between one and the next. */
async function newPlayer(
  { version = '2016-01-20', method = 'POST', ...scenario }: Scenario | RejectedScenario,
  format: Format,
): Promise<Player<Call, Answer>> {
  const environment = await newEnvironment({ settings: { instances: INSTANCES } });
  const { services } = environment;
  const told = new ToldValues();
  const ids: string[] = [];
  for (const [index, call] of ('denied' in scenario ? scenario.denied : []).entries())
    told.set(`Denied${index + 1}`, await diagnosticMessage(environment, call, `nobody-${index}`));
  return {
    async prepare([action, params]) {
      remember(told, await environment.ok(action, told.fill(params)));
      services.advance(1_000);
    },
    async perform([action, request]) {
      const time = `${new Date(services.clock.now()).toISOString().slice(0, 19)}Z`;
      const params = { ...commonV1(action, time), Version: version, Format: format, ...told.fill(request) };
      const { status, headers, body } = await environment.send(method, `/?${form(signedV1(method, params))}`);
      services.advance(1_000);
      expect(headers['content-type']).toBe(CONTENT_TYPES[format]);
      return { request, status, body: maskChance(String(body), ids) };
    },
    async observe([action, request]) {
      const time = `${new Date(services.clock.now()).toISOString().slice(0, 19)}Z`;
      const method = allOperations.find(({ name }) => name === action)?.method ?? 'POST';
      const params = { ...commonV1(action, time), ...told.fill(request) };
      const { status, body } = await environment.send(method, `/?${form(signedV1(method, params))}`);
      return { request, status, body: maskChance(String(body), ids) };
    },
  };
}

/** What is told of a call that somebody makes who may do nothing. */
async function diagnosticMessage(environment: Environment, [action, params]: Call, name: string): Promise<string> {
  const nobody = await callerWith(environment, name, { policies: [] });
  const { AccessDeniedDetail: detail } = json(await nobody.call(action, params));
  return (detail as { readonly EncodedDiagnosticMessage: string }).EncodedDiagnosticMessage;
}

function remember(told: ToldValues, answer: object): void {
  for (const [name, value] of Object.entries(answer) as [string, unknown][]) {
    if (typeof value === 'string') told.set(name, value);
    else if (typeof value === 'object' && value !== null) remember(told, value);
  }
  const { ImportToken: token, PublicKey: publicKey } = answer as { ImportToken?: unknown; PublicKey?: string };
  if (token !== undefined && publicKey !== undefined) told.set('Material', wrapKeyMaterial(publicKey));
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
