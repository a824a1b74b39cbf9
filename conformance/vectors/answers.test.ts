/** The vectors of bodies, errors and stages, each played at a built gateway that holds nothing, byte for byte. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { type StartedGateway, startGatewayBy } from '../support/commands.ts';
import { type AnswerGroup, type AnswerTest, answerFamilies, withoutIds } from './answers.ts';
import type { WireRequest } from './data.ts';
import { type Answer, Player } from './play.ts';

const CLI = fileURLToPath(new URL('../../packages/gateway/bin/dragoman.mjs', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'dragoman-vectors-'));
const DOORS = { huawei: 'huawei', aliyun: 'aliyun', blueking: 'bk' } as const;
let gateway: StartedGateway;
let player: Player;

before(async () => {
  const flags = ['--memory', '--port', '0', '--json', '--auth', 'lenient', '--log-requests=none'];
  gateway = await startGatewayBy({ cwd: scratch }, process.execPath, CLI, 'start', ...flags);
  player = new Player(gateway.url);
});

after(async () => {
  player.close();
  await gateway.stop();
  rmSync(scratch, { recursive: true, force: true });
});

for (const schema of ['body_schema.json', 'error_schema.json'])
  for (const { family, groups } of answerFamilies(schema))
    test(`the gateway answers ${family} as the vectors say`, async () => {
      const wrong: string[] = [];
      for (const group of groups) {
        await control('PUT', '/clock', { mode: 'frozen', at: group.now, signatures: 'gateway' });
        for (const vector of group.tests) {
          const problem = await problemOf(group, vector);
          if (problem !== null) wrong.push(`${family} ${vector.tcId} (${vector.comment}): ${problem}`);
        }
      }
      assert.deepEqual(wrong.slice(0, 20), [], `${wrong.length} are answered otherwise`);
    });

/** What a gateway answers otherwise than the vector says; `null` where nothing. */
async function problemOf(group: AnswerGroup, vector: AnswerTest): Promise<string | null> {
  const answer = await answerTo(group, vector);
  if (answer === null) return null;
  const { status, headers, body = '' } = vector.response;
  const seen = [answer.status, withoutIds(answer.body)];
  const stated = [status, withoutIds(body)];
  if (String(seen) !== String(stated)) return `${stated.join(' ')} is stated, seen is ${seen.join(' ')}`.slice(0, 1500);
  const received = (name: string): string => withoutIds(String(answer.headers[name.toLowerCase()] ?? 'none'));
  const others = headers.filter(([name, value]) => received(name) !== withoutIds(value));
  return others.length === 0 ? null : `otherwise is ${others.map(([name]) => `${name}: ${received(name)}`).join()}`;
}

/** `null` where no request leads to the answer. */
async function answerTo({ service }: AnswerGroup, vector: AnswerTest): Promise<Answer | null> {
  await control('POST', '/reset', { keep: ['clock'] });
  let id = '';
  for (const request of vector.given ?? []) id = idIn(await player.play(withId(request, id))) ?? id;
  if (vector.request === undefined) return null;
  if (vector.flags.includes('Unprovoked')) {
    const rule = { match: { door: DOORS[service] }, fault: { error: String(vector.error?.code) } };
    await control('PUT', '/faults', { rules: [rule] });
  }
  return player.play(withId(vector.request, id));
}

function idIn({ body }: Answer): string | null {
  const { data } = JSON.parse(body === '' ? '{}' : body) as { readonly data?: { readonly id?: string } };
  return data?.id ?? null;
}

/** A request with the id of what was made before. */
function withId(request: WireRequest, id: string): WireRequest {
  const { target, body } = request;
  const filled = { ...request, target: target.replace('{id}', id) };
  return body === undefined ? filled : { ...filled, body: body.replace('{id}', id) };
}

async function control(method: string, path: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${gateway.url}/_dragoman${path}`, { method, headers, body: JSON.stringify(body) });
  assert.equal(answer.status, 200, await answer.text());
}
