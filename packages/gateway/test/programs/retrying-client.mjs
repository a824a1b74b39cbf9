/**
 * A client of Alibaba Cloud KMS that tries again as it is told: rightly, or wrongly in one way. It reads a secret, or
 * with `put` as its second argument makes a version of it. Its first argument names the way.
 */
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { URLSearchParams } from 'node:url';

const CONNECTION = 'connection';
const THROTTLED = ['Throttling', 'Throttling.User', 'Throttling.Api', 'Rejected.Throttling'];
const UNAVAILABLE = ['ServiceUnavailableTemporary', 'ServiceUnavailable', 'InternalFailure', 'InternalError'];

/** Five attempts, waits that double, hints kept, and one version id for all attempts of a call. */
const RIGHT = {
  attempts: 5,
  waitMs: (attempt) => 100 * 2 ** attempt,
  retries: (code) => [...THROTTLED, ...UNAVAILABLE, CONNECTION].includes(code),
  keepsHints: true,
  timeoutMs: 10_000,
  hidesFailure: false,
  sameVersion: true,
};

const WRONG = {
  'never-tries-again': { attempts: 1 },
  'tries-once-more': { attempts: 2 },
  'hot-loop': { attempts: Infinity, waitMs: () => 0 },
  'never-gives-up': { attempts: Infinity, waitMs: () => 200 },
  'tries-too-often': { attempts: 20, waitMs: () => 60 },
  'tries-again-when-denied': { retries: () => true },
  'tries-again-when-missing': { retries: (code) => RIGHT.retries(code) || code === 'Forbidden.ResourceNotFound' },
  'ignores-hints': { keepsHints: false },
  'hides-its-failure': { hidesFailure: true },
  'only-after-throttling': { retries: (code) => THROTTLED.includes(code) },
  'not-after-a-reset': { retries: (code) => code !== CONNECTION && RIGHT.retries(code) },
  'connects-without-end': { attempts: Infinity, waitMs: () => 100, retries: (code) => code === CONNECTION },
  impatient: { timeoutMs: 1_500, retries: (code) => code !== CONNECTION && RIGHT.retries(code) },
  'doubles-creates': { sameVersion: false },
};

const [way = 'right', call] = process.argv.slice(2);
const policy = { ...RIGHT, ...(way === 'right' ? {} : WRONG[way]) };
const isDone = await repeated(call === 'put' ? putOf() : () => ({ Action: 'GetSecretValue', SecretName: 'db' }));
process.exit(isDone || policy.hidesFailure ? 0 : 1);

function putOf() {
  const once = randomUUID();
  return () => ({
    Action: 'PutSecretValue',
    SecretName: 'db',
    SecretData: 'the value that follows',
    VersionId: policy.sameVersion ? once : randomUUID(),
  });
}

async function repeated(parametersOf) {
  for (let attempt = 0; attempt < policy.attempts; attempt += 1) {
    const { code, hintMs } = await send(parametersOf()).catch(() => ({ code: CONNECTION, hintMs: 0 }));
    if (code === null) return true;
    if (!policy.retries(code)) return false;
    await sleep(policy.keepsHints && hintMs > 0 ? hintMs : policy.waitMs(attempt));
  }
  return false;
}

/** @returns the code of a rejection, and how long it says to wait */
function send(parameters) {
  const common = {
    ...{ Version: '2016-01-20', Format: 'JSON', SignatureMethod: 'HMAC-SHA1', SignatureVersion: '1.0' },
    ...{ SignatureNonce: randomUUID(), Timestamp: new Date().toISOString().replace(/\.\d+/, ''), Signature: 'none' },
    AccessKeyId: process.env.ALIBABA_CLOUD_ACCESS_KEY_ID,
  };
  const body = new URLSearchParams({ ...common, ...parameters }).toString();
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request('http://kms.cn-hangzhou.aliyuncs.com/', { method: 'POST', headers, agent: false });
    sent.setTimeout(policy.timeoutMs, () => sent.destroy(new Error('no answer')));
    sent.on('error', reject).on('response', (answer) => {
      let text = '';
      answer.on('data', (chunk) => (text += chunk)).on('error', reject);
      answer.on('end', () => {
        const { Code: code = null } = JSON.parse(text);
        resolve({ code, hintMs: Number(answer.headers['x-acs-retry-after'] ?? 0) });
      });
    });
    sent.end(body);
  });
}
