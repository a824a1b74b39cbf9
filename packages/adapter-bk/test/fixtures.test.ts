import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { operations } from '../src/operations/index.ts';
import { webOperations } from '../src/operations/web/index.ts';
import { type Answer, newEnvironment } from './environment.ts';
import { type Call, type Scenario, scenarios, webScenarios } from './scenarios.ts';

const FOLDER = new URL('fixtures/', import.meta.url);
/** Where what was answered becomes what is expected: `RECORD_FIXTURES=1`, and then look at what changed. */
const RECORDING = process.env['RECORD_FIXTURES'] === '1';

/** What an operation answered: to the byte, its headers with it. */
interface Exchange {
  readonly fields: unknown;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

it('has a scenario for each operation', () => {
  expect(Object.keys(scenarios)).toEqual(operations.map(({ name }) => name));
  expect(Object.keys(webScenarios)).toEqual(webOperations.map(({ name }) => name));
});

describe.each([...Object.entries(scenarios), ...Object.entries(webScenarios)])('%s', (name, scenario) => {
  it('answers as it is written, and two calls not alike', async () => {
    const fixture = await perform(scenario);
    const file = new URL(`${name}.json`, FOLDER);
    if (RECORDING) {
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(file, `${JSON.stringify(fixture, null, 2)}\n`);
    }
    expect(fixture).toEqual(JSON.parse(readFileSync(file, 'utf8')));
    const unlike = new Set(fixture.map(({ body }) => body.replaceAll(/"(job_request_id|requestId)":"\w+"/g, '')));
    expect(unlike.size).toBe(fixture.length);
  });
});

/** Makes the calls of a scenario, a second between one and the next. @throws Error when one is rejected */
async function perform({ given = [], first, second }: Scenario): Promise<Exchange[]> {
  const environment = await newEnvironment({ settings: { web_console: true } });
  const ids = new Map<string, string>();
  const send = async (call: Call): Promise<Exchange> => {
    const filled = (text: string): string => text.replaceAll(/<(\w+)>/g, (mark, name: string) => ids.get(name) ?? mark);
    const fields = JSON.parse(filled(JSON.stringify(call.fields))) as Record<string, string>;
    const hasBody = call.method === 'POST' || call.method === 'PUT';
    const answer = await environment.send(call.method, filled(call.path), {
      headers: call.headers,
      ...(hasBody ? { body: JSON.stringify(fields) } : { query: new URLSearchParams(fields).toString() }),
    });
    expect([answer.status, answer.body]).toMatchObject([200, { code: 0 }]);
    remember(ids, fields, answer);
    environment.services.advance(1_000);
    return { fields: call.fields, status: 200, headers: answer.headers, body: masked(answer.text) };
  };
  for (const call of given) await send(call);
  const calls = second === undefined ? [first] : [first, second];
  const exchanges: Exchange[] = [];
  for (const call of calls) exchanges.push(await send(call));
  return exchanges;
}

function remember(ids: Map<string, string>, { name }: Record<string, string>, { body }: Answer): void {
  const data = body['data'] as { readonly id?: unknown } | null;
  if (name !== undefined && typeof data?.id === 'string') ids.set(name, data.id);
}

/** The answer without what is random. */
function masked(text: string): string {
  return text.replace(/"publicKey":"[^"]+"/, '"publicKey":"(random)"');
}
