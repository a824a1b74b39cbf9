import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { runToEnd, scratchDirectory } from './support/process.ts';

let gateway: TestGateway;
let control: ControlClient;
let scratch: ReturnType<typeof scratchDirectory>;

beforeAll(async () => {
  scratch = scratchDirectory();
  gateway = await gatewayForTest();
  control = controlClient({ url: gateway.url });
  const instances = [1, 2, 3].map((at) => ({
    attributes: {
      secret_name: `app/db-${at}`,
      secret_data: `planted-value-${at}`,
      secret_type: at === 3 ? 'Rds' : 'Generic',
      version_id: 'v1',
      version_stages: ['ACSCurrent'],
    },
  }));
  const resources = [{ mode: 'managed', type: 'alicloud_kms_secret', instances }];
  writeFileSync(join(scratch.path, 'a.tfstate'), JSON.stringify({ version: 4, terraform_version: '1.8.5', resources }));
  await migrate('plan', 'a.tfstate', '--to', 'huawei', '--with-values', '--out', 'a.plan.json');
});
afterAll(async () => {
  await gateway.close();
  scratch.remove();
});

const migrate = (...args: string[]): ReturnType<typeof runToEnd> =>
  runToEnd(['migrate', ...args], { cwd: scratch.path, url: gateway.url });

it('shows a plan that was opened: its report in two languages, and findings by rule', async () => {
  await expect(control.migration.plan()).rejects.toThrow('dragoman migrate report <plan> --open');
  expect(await migrate('report', 'a.plan.json', '--open')).toMatchObject({ code: 0, out: '' });
  expect(await control.migration.plan()).toMatchObject({
    ...{ file: 'a.plan.json', source: 'aliyun', target: 'huawei', max_loss: 'changed', passes: true },
    totals: { kept: 0, changed: 3, lost: 0, undetermined: 0 },
  });
  const english = await control.migration.report();
  const chinese = await control.migration.report({ lang: 'zh' });
  expect(english.headline).toContain('3 secrets aliyun → huawei: 0 kept, 3 changed');
  expect(chinese.headline).toContain('3 个凭据 aliyun → huawei：保留 0，改变 3');
  expect(chinese.proposals.map(({ rule }) => rule)).toEqual(english.proposals.map(({ rule }) => rule));
  expect(chinese.checklist).toHaveLength(english.checklist.length);
  const rule = 'ALI-HW-TYPE-MANAGED';
  const finding = { secret: 'app/db-3', target: 'app-db-3', rule, verdict: 'changed' };
  expect(await control.migration.findings({ rule })).toEqual({ findings: [finding], total: 1, last: 1, more: false });
});

it('pages through the findings, and forgets a plan that is closed', async () => {
  await migrate('report', 'a.plan.json', '--open');
  const first = await control.migration.findings({ limit: 2 });
  expect(first).toMatchObject({ total: 4, last: 2, more: true });
  const rest = await control.migration.findings({ limit: 2, after: first.last });
  expect(rest).toMatchObject({ last: 4, more: false });
  expect(await control.migration.findings({ verdict: 'refused' })).toMatchObject({ total: 0 });
  expect(await control.migration.close()).toEqual({ cleared: true });
  await expect(control.migration.report()).rejects.toThrow('no plan of a migration is opened');
});

it('keeps the plan of a sandbox apart', async () => {
  const { id } = await control.sandboxes.create({});
  await migrate('report', 'a.plan.json', '--open', '--sandbox', id);
  const within = controlClient({ url: gateway.url, sandbox: id });
  expect(await within.migration.plan()).toMatchObject({ file: 'a.plan.json' });
  await expect(control.migration.plan()).rejects.toThrow('no plan of a migration is opened');
});
