import { createHash, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { popCaller } from '../test/support/aliyun.ts';
import type { RecordedRequest } from './recorded.ts';

const VECTORS = new URL('../../adapter-aliyun/test/vectors/aliyun-kms-instance.json', import.meta.url);
const { client_key: KEY } = JSON.parse(readFileSync(VECTORS, 'utf8')) as {
  readonly client_key: Readonly<Record<'key_id' | 'certificate_pem' | 'private_key_pkcs8_pem', string>>;
};
const INSTANCE = 'kst-bench';
const SECRET = 'bench-instance';

/** What a gateway is started with, so that it has an instance with a client key. */
export const INSTANCE_SETTINGS = {
  DRAGOMAN_DOORS_ALIYUN_INSTANCES: JSON.stringify([
    {
      id: INSTANCE,
      policies: [
        {
          name: 'policy',
          permissions: ['RbacPermission/Template/CryptoServiceSecretUser'],
          resources: ['secret/*'],
        },
      ],
      access_points: [
        {
          name: 'point',
          policies: ['policy'],
          client_keys: [{ id: KEY.key_id, certificate: KEY.certificate_pem }],
        },
      ],
    },
  ]),
};

/** A read of one value at the instance, as its SDKs sign it. Makes the secret. */
export async function instanceRead(url: string, value: string): Promise<RecordedRequest> {
  const secret = { SecretName: SECRET, VersionId: 'v1', SecretData: value, DKMSInstanceId: INSTANCE };
  await popCaller(url, 'POST')('CreateSecret', secret);
  const body = `\n${String.fromCharCode(SECRET.length)}${SECRET}`;
  const headers: Record<string, string> = {
    accept: 'application/x-protobuf',
    'content-type': 'application/x-protobuf',
    date: new Date().toUTCString(),
    'content-sha256': createHash('sha256').update(body).digest('hex').toUpperCase(),
    'x-kms-acccesskeyid': KEY.key_id,
    'x-kms-apiname': 'GetSecretValue',
    'x-kms-apiversion': 'dkms-gcs-0.2',
    'x-kms-signaturemethod': 'RSA_PKCS1_SHA_256',
  };
  const lines = ['POST', headers['content-sha256'], headers['content-type'], headers['date']];
  const kms = Object.entries(headers).filter(([name]) => name.startsWith('x-kms-'));
  const text = [...lines, ...kms.map(([name, header]) => `${name}:${header}`), '/'].join('\n');
  const signature = sign('RSA-SHA256', Buffer.from(text), KEY.private_key_pkcs8_pem).toString('base64');
  const name = 'Aliyun GetSecretValue, instance';
  return { name, method: 'POST', path: '/', headers: { ...headers, authorization: `Bearer ${signature}` }, body };
}
