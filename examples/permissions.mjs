/**
 * Finds out for every example what it has to be allowed: it runs in a sandbox that observes permissions, and the least
 * policy of that run is enforced in another. There it passes; and with any one action less it fails.
 */
import { join } from 'node:path';

import { endOf, examplesNamed, execute, install, LANGUAGES, RUN_TIME, scratch, startGateway } from './example-runs.mjs';

/** What a client of each cloud reads, and how an identity states a policy of it. */
const CLOUDS = {
  huawei: {
    door: 'huawei',
    environment: ({ huawei }, url) => ({
      HUAWEICLOUD_CSMS_ENDPOINT: url,
      HUAWEICLOUD_SDK_AK: huawei.ak,
      HUAWEICLOUD_SDK_SK: huawei.sk,
      HUAWEICLOUD_SDK_PROJECT_ID: huawei.project_id,
    }),
    rights: (policy) => ({ huawei: { grants: [{ policy }] } }),
    less: lessPolicies,
  },
  aliyun: {
    door: 'aliyun',
    environment: ({ aliyun }, url) => ({
      ALIBABA_CLOUD_KMS_ENDPOINT: url,
      ALIBABA_CLOUD_ACCESS_KEY_ID: aliyun.access_key_id,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: aliyun.access_key_secret,
    }),
    rights: (policy) => ({ aliyun: { policies: [policy] } }),
    less: lessPolicies,
  },
  blueking: {
    door: 'bk',
    environment: ({ bk }, url) => ({
      BK_API_URL_TMPL: `${url}/api/{api_name}`,
      BK_APP_CODE: bk.bk_app_code,
      BK_APP_SECRET: bk.bk_app_secret,
      BK_USERNAME: bk.bk_username,
    }),
    rights: (policy) => ({ bk: { ...policy, username: 'admin' } }),
    less: lessRights,
  },
};

const count = { passed: 0, failed: 0 };
// Nearly every request but those of the runs that pass is rejected.
const gateway = await startGateway('--log-requests', 'none');
try {
  for (const example of examplesNamed(process.argv.slice(2))) {
    // Terraform's providers and its state are not the example's own.
    if (example.language !== 'terraform') await examine(example).catch((error) => fail(example, error));
  }
} finally {
  await gateway.stop();
}
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed > 0 ? 1 : count.passed > 0 ? 0 : 77;

async function examine(example) {
  const language = LANGUAGES[example.language];
  let version;
  try {
    version = await language.find(async (...args) => (await execute(...args)).stdout);
  } catch {
    console.log(`!!! LEFT OUT: ${example.name} (this machine lacks ${language.needs}) !!!`);
    return;
  }
  await install(example, language, version);
  const cloud = CLOUDS[example.cloud];
  const policy = await learned(example, language, cloud);
  const answer = await attempt(example, language, cloud, policy);
  const lacking = cloud.less(policy);
  for (const { left, without } of lacking) {
    const failed = await attempt(example, language, cloud, left).then(
      () => false,
      () => true,
    );
    if (!failed) throw new Error(`it passes without ${without}: ${JSON.stringify(policy)}`);
  }
  console.log(`${example.name}: ${answer}; fails without any of ${lacking.map(({ without }) => without).join(', ')}`);
  count.passed += 1;
}

/** The least policy of a run that nothing is rejected in. */
async function learned(example, language, cloud) {
  const { id, identities } = await control('POST', '/sandboxes', {
    permissions: 'observe',
    identities: [{ id: 'learner', bk: { username: 'admin' } }],
  });
  await run(example, language, cloud.environment(identities.learner, gateway.url));
  const { policies } = await control('GET', `/sandboxes/${id}/permissions/minimal?identity=learner&door=${cloud.door}`);
  await control('DELETE', `/sandboxes/${id}`);
  if (policies.length !== 1) throw new Error(`${policies.length} policies were learned`);
  return policies[0].policy;
}

/** Runs with no more than that. */
async function attempt(example, language, cloud, policy) {
  const { id, identities } = await control('POST', '/sandboxes', {
    permissions: 'enforce',
    identities: [{ id: 'least', ...cloud.rights(policy) }],
  });
  try {
    return await run(example, language, cloud.environment(identities.least, gateway.url));
  } finally {
    await control('DELETE', `/sandboxes/${id}`);
  }
}

async function run({ name, folder, cloud }, language, own) {
  const env = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', HOME: scratch, TMPDIR: scratch, ...own };
  const [command, ...args] = language.run(join(scratch, name));
  return endOf(cloud, (await execute(command, args, { cwd: folder, env, timeout: RUN_TIME })).stdout);
}

/** The policy once for each of its actions, without it. */
function lessPolicies({ Version, Statement }) {
  return Statement.flatMap((statement, at) =>
    statement.Action.map((action) => {
      const rest = statement.Action.filter((one) => one !== action);
      const left = rest.length === 0 ? [] : [{ ...statement, Action: rest }];
      const others = Statement.toSpliced(at, 1, ...left);
      // A policy has a statement: one that allows nothing there is stands for none.
      const nothing = [{ ...statement, Action: [action], Effect: 'Deny' }];
      return { left: { Version, Statement: others.length === 0 ? nothing : others }, without: action };
    }),
  );
}

/** What is stated once for each permission and API, without it. */
function lessRights({ permissions, apis = [] }) {
  return [
    ...permissions.map((without) => ({
      left: { permissions: permissions.filter((one) => one !== without), ...(apis.length > 0 && { apis }) },
      without,
    })),
    ...apis.map((without) => ({ left: { permissions, apis: apis.filter((one) => one !== without) }, without })),
  ];
}

async function control(method, path, body) {
  const answer = await fetch(`${gateway.url}/_dragoman${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text === '' ? null : JSON.parse(text);
}

function fail({ name }, error) {
  count.failed += 1;
  console.log(`FAILED ${name}: ${error.message.split('\n')[0]}\n${error.stdout ?? ''}${error.stderr ?? ''}`);
}
