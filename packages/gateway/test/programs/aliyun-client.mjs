// Calls Aliyun as a program would that keeps to no library.
import { createHmac, randomUUID } from 'node:crypto';

const {
  ALIBABA_CLOUD_ACCESS_KEY_ID: id = '',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret = '',
  DRAGOMAN_URL,
} = process.env;

/** What it signs with. */
export const accessKeySecret = secret;

/** RFC 3986, as the RPC signature has it. */
const encoded = (text) =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

/** The value of a secret. */
export const read = async (name) => (await call('GetSecretValue', { SecretName: name })).SecretData;

/** What an operation answers. */
export async function call(action, given = {}, version = '2016-01-20') {
  const parameters = {
    ...{ Action: action, Format: 'JSON', Version: version, AccessKeyId: id, ...given },
    ...{ SignatureMethod: 'HMAC-SHA1', SignatureVersion: '1.0', SignatureNonce: randomUUID() },
    Timestamp: new Date().toISOString().replace(/\.\d+/, ''),
  };
  const query = Object.keys(parameters)
    .sort()
    .map((key) => `${encoded(key)}=${encoded(parameters[key])}`)
    .join('&');
  const signature = createHmac('sha1', `${secret}&`)
    .update(`GET&%2F&${encoded(query)}`)
    .digest('base64');
  const answer = await fetch(`${DRAGOMAN_URL}/?${query}&Signature=${encoded(signature)}`);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}
