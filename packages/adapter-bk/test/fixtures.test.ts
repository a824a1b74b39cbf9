import { expect } from '@jest/globals';

import { describeFixtures, playCalls, type Player, ToldValues } from '../../../test/fixtures.ts';
import { operations } from '../src/operations/index.ts';
import { webOperations } from '../src/operations/web/index.ts';
import { scopeFields } from '../src/wire/scope.ts';
import { type Answer, newEnvironment, SCOPE } from './environment.ts';
import { type Call, scenarios, webScenarios } from './scenarios.ts';

/** What an operation answered: to the byte, its headers with it. */
interface Exchange {
  readonly fields: unknown;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

describeFixtures({
  folder: new URL('fixtures/', import.meta.url),
  operations: [...operations, ...webOperations].map(({ name }) => name),
  scenarios: { ...scenarios, ...webScenarios },
  reads: {
    door: 'bk',
    operations: [...operations, ...webOperations],
    // A request's scope is found before its operation.
    before: Object.keys(scopeFields),
    async more() {
      const environment = await newEnvironment();
      for (const type of ['APP_ID_SECRET_KEY', 'USERNAME_PASSWORD'])
        await environment.esb('create_credential', { ...SCOPE, name: type, type });
    },
  },
  async play(scenario) {
    const [once, again] = await playCalls(scenario, await newPlayer());
    const fixture = [once.exchange, again.exchange];
    return { fixture, answers: [withoutIds(once.exchange), withoutIds(again.exchange)] };
  },
});

/** Makes calls that succeed, a second between one and the next. */
async function newPlayer(): Promise<Player<Call, Exchange>> {
  const environment = await newEnvironment({ settings: { web_console: true } });
  const told = new ToldValues();
  const perform = async (call: Call): Promise<Exchange> => {
    const { method, path, headers, fields } = told.fill(call);
    const hasBody = method === 'POST' || method === 'PUT';
    const answer = await environment.send(method, path, {
      headers,
      ...(hasBody
        ? { body: JSON.stringify(fields) }
        : { query: new URLSearchParams(fields as Record<string, string>).toString() }),
    });
    expect([answer.status, answer.body]).toMatchObject([200, { code: 0 }]);
    remember(told, fields, answer);
    environment.services.advance(1_000);
    return { fields: call.fields, status: 200, headers: answer.headers, body: masked(answer.text) };
  };
  return { prepare: perform, perform };
}

function remember(told: ToldValues, { name }: Call['fields'], { body }: Answer): void {
  const data = body['data'] as { readonly id?: unknown } | null;
  if (typeof name === 'string' && typeof data?.id === 'string') told.set(name, data.id);
}

/** The answer without what is random. */
function masked(text: string): string {
  return text.replace(/"publicKey":"[^"]+"/, '"publicKey":"(random)"');
}

/** What of an answer its operation makes, not the pipeline. */
function withoutIds({ body }: Exchange): string {
  return body.replaceAll(/"(job_request_id|requestId)":"\w+"/g, '');
}
