import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { fuzzControl } from './control-round.ts';
import { type FuzzedGateway, type Leak, startFuzzed } from './gateway.ts';
import { MARK, shownIn, toldBy } from './marked.ts';

/** Enough for each call some dozen times. */
const REQUESTS = 1_000;

let gateway: FuzzedGateway | undefined;
after(() => gateway?.stop());

/** A gateway that is no mutant, or that is one. */
async function another(leak?: Leak): Promise<FuzzedGateway> {
  await gateway?.stop();
  gateway = await startFuzzed({}, leak);
  return gateway;
}

/** A value in the place of a name, twice: the second is rejected, as its name is taken. */
async function nameValue({ url }: FuzzedGateway): Promise<void> {
  const app = { bk_app_code: 'dragoman', bk_app_secret: 'dragoman-development-app-secret' };
  const fields = { name: MARK, type: 'PASSWORD', credential_password: MARK };
  const scope = { bk_token: 'dragoman-development-token', bk_scope_type: 'biz', bk_scope_id: '2' };
  for (let n = 0; n < 2; n += 1) {
    const body = JSON.stringify({ ...app, ...scope, ...fields });
    const answer = await fetch(`${url}/api/c/compapi/v2/jobv3/create_credential/`, { method: 'POST', body });
    assert.equal(answer.status, 200);
  }
}

async function whereShown(of: FuzzedGateway): Promise<string[]> {
  await nameValue(of);
  return [...(await toldBy(of)), ...(await shownIn(of.url))];
}

test('a value in the place of a name is shown nowhere', async () => {
  assert.deepEqual(await whereShown(await another()), []);
});

test('a gateway that shows texts as they came is found out', async () => {
  const mutant = await another('texts as they came');
  const found = await whereShown(mutant);
  assert.match(mutant.log(), /leaks texts as they came/);
  assert.ok(found.includes('a value is in the log'), found.join());
  assert.ok(found.includes('a value is in the journal'), found.join());
});

test('a control API that quotes what it was given is found out', async () => {
  const mutant = await another('what a control call was given');
  const { wrong } = await fuzzControl(mutant, REQUESTS, 1);
  assert.match(mutant.log(), /leaks what a control call was given/);
  assert.ok(
    wrong.some(([, what]) => what.startsWith('it shows a value')),
    JSON.stringify(wrong),
  );
});
