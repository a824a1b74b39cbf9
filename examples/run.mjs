/**
 * Does with every example what its README says, against one gateway, and checks how it ends. Then it runs again with
 * the cloud's own address, under `dragoman exec`: that ends the same way, and reaches nothing but the gateway.
 * Examples of one language go one after another: they share a package cache; the languages go side by side.
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import {
  CLI,
  endOf,
  examplesNamed,
  execute,
  install,
  LANGUAGES,
  RUN_TIME,
  scratch,
  startGateway,
} from './example-runs.mjs';

/** The clouds' own addresses. BlueKing is everybody's own, so its examples read the address that `exec` sets. */
const CLOUD = {
  huawei: { HUAWEICLOUD_CSMS_ENDPOINT: 'https://csms.cn-north-4.myhuaweicloud.com' },
  aliyun: { ALIBABA_CLOUD_KMS_ENDPOINT: 'https://kms.cn-hangzhou.aliyuncs.com' },
  blueking: {},
};

/** Clients that ask for no proxy, whatever the environment says. */
const WITHOUT_PROXY = ['go-huawei'];

/** What examples get of this environment: settings of clients or of a proxy stay out. */
const ENVIRONMENT = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', HOME: scratch, TMPDIR: scratch };

const examples = examplesNamed(process.argv.slice(2));
const count = { passed: 0, failed: 0 };

try {
  const gateway = await startGateway();
  try {
    await Promise.all(Object.keys(LANGUAGES).map((language) => runAll(language, gateway.url)));
  } finally {
    await gateway.stop();
  }
} catch (error) {
  fail('the gateway', error);
}
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed > 0 ? 1 : count.passed > 0 ? 0 : 77;

async function runAll(name, url) {
  const language = LANGUAGES[name];
  const all = examples.filter((example) => example.language === name);
  if (all.length === 0) return;
  let version;
  try {
    version = await language.find(async (...args) => (await execute(...args)).stdout);
  } catch {
    const names = all.map(({ name }) => `examples/${name}`);
    console.log(`!!! LEFT OUT: ${names.join(', ')} (this machine lacks ${language.needs}) !!!`);
    return;
  }
  for (const example of all) {
    try {
      await install(example, language, version);
      if (language.underExecAlone !== true) {
        console.log(`${example.name}: ${await run(example, language, url)}`);
        count.passed += 1;
      }
      if (name === 'java') {
        console.log(`${example.name}, https: ${await runWithTrustStore(example, language, url)}`);
        count.passed += 1;
      }
      if (WITHOUT_PROXY.includes(example.name)) continue;
      console.log(`${example.name}: ${await runUnderExec(example, language, url)}`);
      count.passed += 1;
    } catch (error) {
      fail(example.name, error);
    }
  }
}

/** Runs with the gateway's address. Tells the last line. */
async function run({ name, folder, cloud }, language, url) {
  const env = {
    ...ENVIRONMENT,
    HUAWEICLOUD_CSMS_ENDPOINT: url,
    ALIBABA_CLOUD_KMS_ENDPOINT: url,
    BK_API_URL_TMPL: `${url}/api/{api_name}`,
  };
  const [command, ...args] = language.run(join(scratch, name));
  return endOf(cloud, (await execute(command, args, { cwd: folder, env, timeout: RUN_TIME })).stdout);
}

/** Runs over https with a trust store made as docs/tls.md says. Tells the last line. */
async function runWithTrustStore({ name, folder, cloud }, language, url) {
  const [certificate, store] = [join(scratch, `${name}.pem`), join(scratch, `${name}.p12`)];
  const secure = url.replace('http:', 'https:');
  writeFileSync(certificate, (await execute(process.execPath, [CLI, 'tls', 'authority', '--url', url])).stdout);
  const options = [
    '-importcert',
    '-noprompt',
    '-alias',
    'dragoman',
    '-file',
    certificate,
    '-keystore',
    store,
    '-storepass',
    'changeit',
  ];
  await execute('keytool', options);
  const [command, ...args] = language.run(join(scratch, name));
  const env = { ...ENVIRONMENT, HUAWEICLOUD_CSMS_ENDPOINT: secure, ALIBABA_CLOUD_KMS_ENDPOINT: secure };
  const trust = [`-Djavax.net.ssl.trustStore=${store}`, '-Djavax.net.ssl.trustStorePassword=changeit'];
  return endOf(cloud, (await execute(command, [...trust, ...args], { cwd: folder, env, timeout: RUN_TIME })).stdout);
}

/** Runs with the cloud's address. Tells the last line, and what was intercepted. */
async function runUnderExec({ name, folder, cloud }, language, url) {
  const env = { ...ENVIRONMENT, ...(language.environment?.() ?? CLOUD[cloud]) };
  const command = language
    .run(join(scratch, name))
    .map((word, at) => (at === 0 && word.includes('/') ? resolve(folder, word) : word));
  const args = [CLI, 'exec', '--url', url, '--unknown-hosts', 'reject', '--', ...command];
  const { stdout, stderr } = await execute(process.execPath, args, { cwd: folder, env, timeout: RUN_TIME });
  const reached = stderr.split('\n').filter((line) => /^dragoman: (intercepted|passed|rejected|blocked) /.test(line));
  const hosts = Object.values(CLOUD[cloud]).map((address) => new URL(address).host);
  const mayReach = (line) =>
    language.mayReach?.test(line) ?? hosts.some((host) => line.startsWith(`dragoman: intercepted ${host}:443 `));
  if (!reached.every(mayReach)) throw new Error(`it asked for ${reached.join(', ')}`);
  if (language.mayReach === undefined ? reached.length !== hosts.length : reached.length === 0)
    throw new Error(`it was not intercepted: ${stderr}`);
  return [endOf(cloud, stdout), ...reached].join('; ');
}

function fail(name, error) {
  count.failed += 1;
  console.log(`FAILED ${name}: ${error.message.split('\n')[0]}\n${error.stdout ?? ''}${error.stderr ?? ''}`);
}
