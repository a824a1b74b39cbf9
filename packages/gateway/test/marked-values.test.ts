import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import {
  type ControlClient,
  controlClient,
  type EventLog,
  type Gateway,
  lineEventLog,
  loadSettings,
  startGateway,
} from '../src/index.ts';
import { jsonEventLog } from '../src/log/json-event-log.ts';
import { openApiCaller, popCaller } from './support/aliyun.ts';
import { esbCall, gatewayCall } from './support/bk.ts';
import { DEVELOPMENT } from './support/gateway.ts';
import { huaweiClient } from './support/huawei.ts';

/** Values that no client may find again but where it asks for a value. */
const MARKS = {
  text: 'Marked-text-5c1f09',
  long: `Marked-long-${'0123456789abcdef'.repeat(20)}-6d20aa`,
  rejected: 'Marked-rejected-7e31bb',
  password: 'Marked-password-8f42cc',
  inner: 'Marked-inner-9053dd',
  username: 'Marked-username-a164ee',
  credential: 'Marked-credential-b275ff',
  userToken: 'Marked-user-token-c38600',
  login: 'Marked-login-d49711',
  plaintext: Buffer.from('Marked-plaintext-e5a822').toString('base64'),
  nowhere: 'Marked-nowhere-f6b933',
};

/** What came out of one gateway, beside the answers of its doors. */
interface Output {
  readonly gateway: Gateway;
  readonly control: ControlClient;
  readonly lines: string[];
}

async function started(consoleOf: (print: (line: string) => void) => EventLog | Promise<EventLog>): Promise<Output> {
  const settings = await loadSettings({
    flags: { port: '0', memory: 'true', 'log-requests': 'all' },
    env: {},
    file: null,
  });
  const lines: string[] = [];
  const gateway = await startGateway({
    settings,
    eventLog: await consoleOf((line) => {
      lines.push(line);
    }),
  });
  return { gateway, control: controlClient({ url: gateway.url }), lines };
}

let outputs: Output[];

beforeAll(async () => {
  outputs = [await started(lineEventLog), await started(jsonEventLog)];
});
afterAll(async () => {
  await Promise.all(outputs.map(({ gateway }) => gateway.close()));
});

const ignored = (): undefined => undefined;

/**
 * Every mark as a value, then every mark and every known secret where a name, a path, a key id or an identity belongs.
 * Answers the token that it was given.
 */
async function misuse(url: string): Promise<string> {
  const huawei = huaweiClient(url);
  const aliyun = openApiCaller(new URL(url).host);
  const pop = popCaller(url, 'POST');
  await huawei.call('POST', 'secrets', { name: 'text', secret_string: MARKS.text });
  await aliyun('CreateSecret', { SecretName: 'long', SecretData: MARKS.long, VersionId: 'v1' });
  await pop('CreateSecret', {
    SecretName: 'inner',
    SecretData: JSON.stringify({ db: { password: MARKS.inner } }),
    VersionId: 'v1',
  });
  await huawei.call('POST', 'secrets', { name: 'not a name', secret_string: MARKS.rejected }).catch(ignored);
  await esbCall(url, 'create_credential', {
    name: 'of-bk',
    type: 'USERNAME_PASSWORD',
    credential_username: MARKS.username,
    credential_password: MARKS.credential,
  });
  await gatewayCall(url, 'POST', 'create_credential', {
    name: '',
    type: 'PASSWORD',
    credential_password: MARKS.password,
  });
  const token = await login(url, 'Dragoman-Development-1');
  await login(url, MARKS.login);
  for (const mark of [...Object.values(MARKS), token, DEVELOPMENT.secretKey, DEVELOPMENT.app.bk_app_secret]) {
    await huawei.call('POST', 'secrets', { name: mark.slice(0, 64), secret_string: mark }).catch(ignored);
    await huawei.call('GET', `secrets/${encodeURIComponent(mark)}/versions/latest`).catch(ignored);
    await huawei.call('GET', `secrets/text/stages/${encodeURIComponent(mark)}`).catch(ignored);
    await fetch(`${url}/v1/${DEVELOPMENT.project}/secrets/${mark}`, { headers: { 'X-Auth-Token': token } });
    await aliyun('GetSecretValue', { SecretName: mark }).catch(ignored);
    await aliyun('Encrypt', { KeyId: mark, Plaintext: MARKS.plaintext }).catch(ignored);
    await pop('CreateSecret', { SecretName: mark, SecretData: mark, VersionId: mark }).catch(ignored);
    await esbCall(url, 'create_credential', {
      name: mark,
      type: 'PASSWORD',
      credential_password: mark,
      bk_token: MARKS.userToken,
    });
    await esbCall(url, 'get_credential_detail', { id: mark });
    await fetch(`${url}/api/c/compapi/v2/jobv3/get_credential_detail/`, {
      method: 'POST',
      body: JSON.stringify({ id: 'x', bk_app_code: mark, bk_app_secret: mark }),
    });
    await gatewayCall(url, 'GET', 'get_credential_detail', { id: mark });
    // Somebody who takes the secret half for the key's id.
    await huaweiClient(url, { ak: mark, sk: mark }).call('GET', 'secrets').catch(ignored);
    await aliyun('ListSecrets', {}, { keys: { accessKeyId: mark, accessKeySecret: mark } }).catch(ignored);
    await fetch(`${url}/v1/secret/${encodeURIComponent(mark)}`, { headers: { 'X-Auth-Token': mark } });
    await fetch(`${url}/${mark}/nowhere?token=${MARKS.nowhere}`, { headers: { Cookie: `bk_token=${mark}` } });
  }
  return token;
}

async function login(url: string, password: string): Promise<string> {
  const user = { name: 'dragoman', password, domain: { name: 'dragoman' } };
  const body = JSON.stringify({
    auth: { identity: { methods: ['password'], password: { user } }, scope: { project: { name: 'cn-north-4' } } },
  });
  const answer = await fetch(`${url}/v3/auth/tokens`, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/json' },
  });
  return answer.headers.get('x-subject-token') ?? '';
}

/** Two requests of each kind that was rejected. */
async function explanations(
  control: ControlClient,
  entries: Awaited<ReturnType<ControlClient['journal']['list']>>['entries'],
): Promise<unknown[]> {
  const kinds = Map.groupBy(
    entries.filter(({ outcome }) => outcome !== 'success'),
    ({ door, operation, code }) => `${door ?? ''} ${operation ?? ''} ${code ?? ''}`,
  );
  const explained: unknown[] = [];
  for (const { request_id } of [...kinds.values()].flatMap((kind) => [...kind.slice(0, 1), ...kind.slice(1).slice(-1)]))
    explained.push(await control.explain({ request_id }));
  return explained;
}

describe('a secret value', () => {
  it('shows nowhere, wherever a client puts it', async () => {
    for (const { gateway, control, lines } of outputs) {
      const token = await misuse(gateway.url);
      expect(token.length).toBeGreaterThan(16);
      const following = await control.journal.follow({ after: 0 });
      const { entries } = await control.journal.list({ limit: 1_000 });
      const followed: unknown[] = [];
      for await (const event of following) if (followed.push(event) >= entries.length) break;
      const verified = await control.verify({
        assertions: Object.values(MARKS).flatMap((mark) => [
          { resource: `${mark}x`, times: { exactly: 1 } },
          { identity: mark, times: { at_least: 500 } },
        ]),
      });
      const one = await Promise.all(
        entries.slice(0, 20).map((entry) => control.journal.get({ request_id: entry.request_id })),
      );
      const explained = await explanations(control, entries);
      const output = { entries, explained, followed, one, verified, metrics: await control.metrics(), lines };
      for (const [what, presented] of Object.entries(output)) {
        const text = JSON.stringify(presented);
        for (const mark of [...Object.values(MARKS), token, DEVELOPMENT.secretKey, DEVELOPMENT.app.bk_app_secret]) {
          const forms = [mark, encodeURIComponent(mark), mark.slice(0, 40), mark.slice(-32)].filter(
            (form) => form.length > 8,
          );
          for (const form of forms)
            expect({ what, shows: text.includes(form) && form }).toEqual({ what, shows: false });
        }
      }
      expect(entries.filter(({ resource }) => resource?.includes('[secret]')).length).toBeGreaterThan(50);
      expect(entries.filter(({ door }) => door === 'huawei').map(({ resource }) => resource)).toContain('text');
      expect(explained.length).toBeGreaterThan(20);
      expect(lines.length).toBeGreaterThan(entries.length / 2);
    }
  }, 120_000);
});
