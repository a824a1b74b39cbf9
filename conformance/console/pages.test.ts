import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';

import { controlClient } from '../../packages/gateway/src/index.ts';
import { run, type StartedGateway } from '../support/commands.ts';
import { type Browser, CLIPBOARD, launch, openPage, type Page, STORED } from './browser.ts';
import { value, workWithSdks } from './clients.ts';
import { CLI, startGateway } from './gateway.ts';
import { makePlan } from './plan.ts';

let gateway: StartedGateway;
let browser: Browser;
let page: Page;
const problems: string[] = [];

before(async () => {
  gateway = await startGateway();
  await workWithSdks(gateway.url);
  browser = await launch();
  page = await openPage(browser, {}, problems);
});
after(async () => {
  await browser.close();
  await gateway.stop();
});
afterEach(() => {
  assert.deepEqual(problems.splice(0), []);
});

const at = (address: string): Promise<unknown> => page.goto(`${gateway.url}/_dragoman/#${address}`);

test('a browser that asks for the bare address gets the secrets', async () => {
  await page.goto(gateway.url);
  assert.match(page.url(), /\/_dragoman\/$/);
  for (const name of ['deploy-user', 'mail-relay', 'orders-db', 'payments/api-key'])
    await page.getByRole('option', { name: new RegExp(name) }).waitFor();
});

test('a value is neither in the page nor in storage before it is asked for, and gone when it is hidden', async () => {
  await at('secrets?secret=orders-db&in=default');
  await page.getByText('SYSCURRENT').first().waitFor();
  const everything = async (): Promise<string> =>
    (await page.content()) + (await page.evaluate<string>(STORED)) + page.url();
  assert.ok(!(await everything()).includes('value-of-this-suite'));
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByText('Copied').waitFor();
  assert.equal(await page.evaluate<string>(CLIPBOARD), value(3));
  assert.ok(!(await everything()).includes('value-of-this-suite'));
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByText(value(3)).waitFor();
  await page.getByRole('button', { name: 'Hide', exact: true }).click();
  await page.getByText(value(3)).waitFor({ state: 'hidden' });
  assert.ok(!(await everything()).includes('value-of-this-suite'));
});

test('three columns have the very answers of the doors, in JSON and XML', async () => {
  await at('secrets?secret=orders-db&in=default');
  for (const operation of ['ShowSecret', 'DescribeSecret', 'get_credential_detail'])
    await page.getByText(operation, { exact: true }).waitFor();
  await page.getByRole('button', { name: 'XML' }).click();
  await page.getByText('<SecretType>Generic</SecretType>').waitFor();
  await page.getByText('HW-BK-VERSION-COUNT').waitFor();
});

test('a secret is made, gets a version and a label, waits for its deletion and is restored', async () => {
  await at('secrets');
  await page.getByRole('button', { name: 'New secret' }).click();
  await page.getByLabel('Name', { exact: true }).fill('made-here');
  await page.locator('textarea').fill(value(7));
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'New version' }).click();
  await page.locator('textarea').fill(value(8));
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('v2', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Labels' }).click();
  await page.getByLabel('Label', { exact: true }).fill('green');
  await page.getByRole('button', { name: 'Move the label' }).click();
  await page.getByText('green', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('button', { name: 'Schedule' }).click();
  await page.getByRole('button', { name: 'Restore' }).click();
  await page.getByRole('button', { name: 'New version' }).waitFor();
  const made = await controlClient({ url: gateway.url }).secrets.get({ name: 'made-here' });
  assert.deepEqual([made.state, made.versions], ['enabled', 2]);
});

test('requests come in live, are narrowed by the address bar and explained', async () => {
  await at('journal?door=aliyun&outcome=failed');
  const rejected = page.getByRole('option', { name: /IncompleteSignature/ });
  await rejected.click();
  await page.getByText('What the gateway signs').waitFor();
  assert.equal(await page.getByRole('option', { name: /ShowSecret/ }).count(), 0);
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  await page.getByText('Copied').first().waitFor();
  const command = await page.evaluate<string>(CLIPBOARD);
  assert.match(command, /^curl -X POST .*Action=GetSecretValue.*\$SIGNATURE/);
  await at('journal');
  await page
    .getByRole('option', { name: /CreateSecret/ })
    .first()
    .waitFor();
  await fetch(`${gateway.url}/v9/nowhere`);
  await page.getByRole('option', { name: /GET \/v9\/nowhere/ }).waitFor();
});

test('a request becomes an assertion, and a fault in two clicks, which counts its hits', async () => {
  await at('journal?door=aliyun&operation=CreateSecret');
  await page
    .getByRole('option', { name: /CreateSecret/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Make this an assertion' }).click();
  await page.getByRole('button', { name: 'Check now' }).click();
  await page.getByText('1 of 1 assertions hold').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Make this a fault' }).click();
  await page.getByRole('button', { name: /^aliyun-throttle/ }).click();
  await at('faults');
  await page.getByRole('cell', { name: 'CreateSecret @ aliyun payments/api-key', exact: true }).waitFor();
  await page.getByRole('button', { name: /^Remove: CreateSecret/ }).click();
  await page.getByText('No fault is injected').waitFor();
});

test('a rule of one’s own has steps, and counts down', async () => {
  await at('faults');
  await page.getByRole('button', { name: 'Rule of your own' }).click();
  await page.getByLabel('Does').first().selectOption('latency');
  await page.getByLabel('Milliseconds').fill('5');
  await page.getByRole('button', { name: 'Add step' }).click();
  await page.getByLabel('Seconds that it holds').fill('90');
  await page.locator('dialog button[type="submit"]').click();
  await page.getByText(/^1:[0-9]{2}$/).waitFor();
  await page.getByRole('button', { name: 'Remove all' }).click();
});

test('the clock goes to what falls due next, and says what happened', async () => {
  await at('clock');
  await page.getByRole('link', { name: 'mail-relay' }).waitFor();
  await page.getByRole('button', { name: 'To what falls due next' }).click();
  await page.getByText('What happened').waitFor();
  await page.getByText('deletion of a secret × 1').waitFor();
  assert.ok(
    !(await controlClient({ url: gateway.url }).secrets.list()).secrets.some(({ name }) => name === 'mail-relay'),
  );
  await page.getByRole('button', { name: 'real', exact: true }).click();
  await page.getByRole('button', { name: 'Set the clock' }).click();
});

test('the receipt says what the run rested on by grade, and what is not served, and goes out as a file', async () => {
  await fetch(`${gateway.url}/v1/d7a60a00000000000000000000000001/nothing-here`);
  await at('receipt');
  await page.locator('.receipt-used tr:has-text("GetSecretValue") summary').first().click();
  await page.getByText('aliyun/GetSecretValue/200/answer').waitFor();
  await page.getByRole('cell', { name: 'GET /v1/d7a60a00000000000000000000000001/nothing-here' }).waitFor();
  await page.getByText(/^Alibaba KMS: \d+ operations$/).click();
  await page.getByText(/CreateKeyVersion/).waitFor();
  assert.equal(await page.getByText('below the needed grade', { exact: true }).count(), 0);
  await page.getByLabel('Needed grade').selectOption('live capture');
  await page.getByText('below the needed grade', { exact: true }).first().waitFor();
  for (const [name, start] of [
    ['Markdown', '# What the run rested on'],
    ['JSON', '{'],
    ['JUnit', '<?xml'],
  ] as const) {
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name, exact: true }).click();
    assert.ok(readFileSync(await (await downloading).path(), 'utf8').startsWith(start), name);
  }
});

test('sandboxes, snapshots and a reset', async () => {
  await at('state');
  await page.getByLabel('Label', { exact: true }).fill('suite-one');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('button', { name: 'Credentials' }).click();
  await page.getByRole('button', { name: 'Copy: sk' }).click();
  assert.match(await page.evaluate<string>(CLIPBOARD), /^\S{20,}$/);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Look into' }).click();
  await at('journal');
  await page.getByText('No request fits').waitFor();
  await page.getByLabel('Environment').selectOption('');
  await at('state');
  await page.getByLabel('Name', { exact: true }).fill('before');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Load' }).click();
  await page.locator('dialog .button.primary').click();
  await page.getByText('before is loaded').waitFor();
});

test('clients get snippets with this gateway’s own address, and are seen trying', async () => {
  await at('connect');
  await page.getByRole('button', { name: 'Alibaba KMS' }).click();
  await page.getByText(`endpoint="${new URL(gateway.url).host}"`).waitFor();
  assert.ok(!(await page.content()).includes('NotForCloud'));
  await page.getByRole('button', { name: /^Copy: alibabacloud/ }).click();
  assert.match(await page.evaluate<string>(CLIPBOARD), /access_key_secret="Dragoman\w+NotForCloud0"/);
  await page.getByText('What the gateway sees').waitFor();
  await fetch(`${gateway.url}/v9/tried`);
  await page.getByText('GET /v9/tried').first().waitFor();
});

test('a file that is no plan is rejected in words', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'dragoman-plan-')), 'plan.json');
  writeFileSync(file, '{}');
  await at('migration');
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.getByRole('alert').waitFor();
  problems.length = 0;
});

test('a plan is opened, and narrowed by verdict and rule', async () => {
  await at('migration');
  await page.locator('input[type="file"]').setInputFiles(await makePlan());
  await page.getByRole('option', { name: /billing\.api\.key/ }).waitFor();
  await page.getByRole('button', { name: /changed/ }).click();
  await page.getByRole('option', { name: /billing\.api\.key/ }).waitFor({ state: 'hidden' });
  await page.getByLabel('Rule').selectOption('ALI-HW-NAME-LENGTH');
  await page.getByRole('option', { name: /longer/ }).click();
  await page.getByText('it is cut, and 8 digits').waitFor();
});

test('a plan that a command opened is there', async () => {
  await run(
    { cwd: tmpdir() },
    process.execPath,
    CLI,
    'migrate',
    'report',
    await makePlan(),
    '--open',
    '--url',
    gateway.url,
  );
  await page.goto('about:blank');
  await at('migration');
  await page.getByRole('option', { name: /longer/ }).click();
  await page.getByText('it is cut, and 8 digits').waitFor();
});

test('the state goes out as a file and comes in again, and a reset goes back to the baseline', async () => {
  const { secrets } = controlClient({ url: gateway.url });
  const has = async (name: string): Promise<boolean> =>
    (await secrets.list({})).secrets.some((secret) => secret.name === name);
  await secrets.put({ name: 'exported', value: value(1) });
  await at('state');
  await page.getByLabel('Passphrase').fill('of this suite alone');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const file = await (await downloading).path();
  assert.ok(!readFileSync(file, 'latin1').includes(value(1)));
  await page.getByRole('button', { name: 'Make this the baseline' }).click();
  await page.getByText('This state is the baseline').waitFor();
  await secrets.put({ name: 'later', value: value(1) });
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.locator('dialog .button.danger').click();
  await page.getByText('The state is reset').waitFor();
  assert.deepEqual([await has('exported'), await has('later')], [true, false]);
  await page.getByRole('button', { name: 'Remove the baseline' }).click();
  await page.getByText('There is no baseline any more').waitFor();
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.locator('dialog .button.danger').click();
  await page.waitForFunction(`document.querySelector('dialog') === null`);
  while (await has('exported')) await new Promise((resolve) => setTimeout(resolve, 20));
  await page.getByLabel('Import').setInputFiles(file);
  await page.getByText('The state is imported').waitFor();
  assert.ok(await has('exported'));
});

test('the keyboard goes everywhere', async () => {
  await at('secrets');
  await page.getByRole('option', { name: /orders-db/ }).waitFor();
  await page.keyboard.press('l');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'New version' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'New version' }).waitFor({ state: 'hidden' });
  for (const [key, title] of [
    ['j', 'Journal'],
    ['r', 'Receipt'],
    ['c', 'Clock'],
    ['f', 'Faults'],
    ['n', 'Connect'],
  ] as const) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await page.getByRole('heading', { name: title, exact: true }).waitFor();
  }
  await page.keyboard.press('?');
  await page.getByRole('heading', { name: 'Keyboard' }).waitFor();
  await page.keyboard.press('Escape');
});
