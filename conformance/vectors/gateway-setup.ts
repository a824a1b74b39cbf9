/** What the gateway of the suite begins with: the test keys of the vectors. */
import { readFamily } from './data.ts';

/** The key that a family's requests are signed with. */
function keyOf(family: string): Readonly<Record<string, string>> {
  const [group] = readFamily(family).testGroups;
  if (group === undefined) throw new Error(`${family} has no tests`);
  return group.key as Readonly<Record<string, string>>;
}

function accessKeyOf(family: string) {
  const { accessKeyId: id, secretAccessKey: secret } = keyOf(family);
  return { id, secret };
}

const { appCode, appSecret, userToken } = keyOf('blueking-authorization');
const { clientKeyId, certificate } = keyOf('aliyun-v1-privatekey');

export const SEEDS = {
  identities: [
    {
      id: 'vectors',
      access_keys: ['huawei-sdk-hmac-sha256', 'aliyun-v1-hmac-sha1'].map(accessKeyOf),
      user_tokens: [keyOf('aliyun-bearertoken')['bearerToken'], userToken],
      apps: [{ code: appCode, secret: appSecret }],
    },
  ],
};

/** The one instance, whose client key has its own certificate. */
const INSTANCE = {
  id: 'kst-vectors',
  access_points: [
    {
      name: 'vectors',
      policies: ['all'],
      client_keys: [
        { id: clientKeyId, certificate, not_before: '2026-01-01T00:00:00Z', not_after: '2031-01-01T00:00:00Z' },
      ],
    },
  ],
  policies: [
    {
      name: 'all',
      permissions: ['RbacPermission/Template/CryptoServiceKeyUser', 'RbacPermission/Template/CryptoServiceSecretUser'],
      resources: ['secret/*', 'key/*'],
    },
  ],
};

export const SETTINGS: readonly string[] = [
  '--log-requests=none',
  '--doors-aliyun-check-nonce=true',
  `--doors-aliyun-instances=${JSON.stringify([INSTANCE])}`,
  `--doors-bk-jwt-public-key=${keyOf('blueking-jwt')['publicKey'] ?? ''}`,
];
