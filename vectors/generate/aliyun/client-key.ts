/** Client keys of a KMS instance, for tests and nothing else: whoever reads this file has them. */
import { readFileSync } from 'node:fs';

interface Captured {
  readonly client_key: {
    readonly key_id: string;
    readonly certificate_pem: string;
    readonly private_key_pkcs8_pem: string;
  };
}

const CAPTURED = new URL('../../../packages/adapter-aliyun/test/vectors/aliyun-kms-instance.json', import.meta.url);
const { client_key: captured } = JSON.parse(readFileSync(CAPTURED, 'utf8')) as Captured;

export const CLIENT_KEY = {
  id: captured.key_id,
  certificate: captured.certificate_pem,
  privateKey: captured.private_key_pkcs8_pem,
  /** Of a key that the service does not know. */
  otherPrivateKey: readFileSync(new URL('./other-test-key.pem', import.meta.url), 'utf8'),
};
