import { fileURLToPath } from 'node:url';

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const PYTHON = [pathOf('.venv/bin/python'), pathOf('clients/clients.py')];
const NODE = [process.execPath, pathOf('clients/clients.mjs')];
const GO = [pathOf('.built/rehearsed')];
const JAVA = ['java', '-XX:TieredStopAtLevel=1', '-jar', pathOf('java/target/rehearsed.jar')];

/** An official client, and how it is rehearsed. */
export interface RehearsedClient {
  readonly language: 'python' | 'node' | 'go' | 'java';
  /** As its registry names it. */
  readonly name: string;
  /** Whether the retries that it brings are switched on. */
  readonly retries: boolean;
  readonly read: readonly string[];
  /** `null` where it only reads. */
  readonly create: readonly string[] | null;
  /** Goes on reading, and logs in with what it reads; `null` where the service hands no value out. */
  readonly follow: readonly string[] | null;
  /** The same, keeping values for a second; `null` for a client that keeps none. */
  readonly followWithTtl: readonly string[] | null;
}

type Language = RehearsedClient['language'];

const COMMANDS: Readonly<Record<Language, readonly string[]>> = { python: PYTHON, node: NODE, go: GO, java: JAVA };

function clientOf(language: Language, name: string, key: string, how: { retries?: true; readsOnly?: true } = {}) {
  const command = [...COMMANDS[language], key];
  const flags = how.retries === true ? ['retry'] : [];
  const create = how.readsOnly === true ? null : [...command, 'create', ...flags];
  // BlueKing's operations take values and never answer them.
  const follow = key === 'bk' ? null : [...command, 'follow'];
  const followWithTtl = key === 'secretsmanager' ? [...command, 'follow', 'ttl'] : null;
  return {
    language,
    name,
    retries: how.retries === true,
    read: [...command, 'read', ...flags],
    create,
    follow,
    followWithTtl,
  };
}

const found = (process.env['DRAGOMAN_TEST_CLIENTS'] ?? '').split(' ');

/** How a test is left out where the language is not there. */
export function isThere(language: Language): { readonly skip: string | false } {
  return { skip: found.includes(language) ? false : `${language} is not there` };
}

/** Every client, out of the box; and once more where it brings retries that can be switched on. */
export const CLIENTS: readonly RehearsedClient[] = [
  clientOf('python', 'huaweicloudsdkcsms 3.1.219', 'huawei'),
  clientOf('python', 'huaweicloudsdkcsms 3.1.219', 'huawei', { retries: true }),
  clientOf('python', 'alibabacloud-kms20160120 3.3.1', 'tea'),
  clientOf('python', 'alibabacloud-kms20160120 3.3.1', 'tea', { retries: true }),
  clientOf('python', 'aliyun-python-sdk-kms 2.16.5', 'acs'),
  clientOf('python', 'aliyun-python-sdk-kms 2.16.5', 'acs', { retries: true }),
  clientOf('python', 'aliyun-secret-manager-client 0.1.5', 'secretsmanager', { readsOnly: true }),
  clientOf('python', 'bkapi-client-core 1.2.0', 'bk'),
  clientOf('node', '@huaweicloud/huaweicloud-sdk-core 3.1.211', 'huawei'),
  clientOf('node', '@alicloud/kms20160120 1.2.0', 'tea'),
  clientOf('node', '@alicloud/pop-core 1.8.0', 'popcore'),
  clientOf('go', 'huaweicloud-sdk-go-v3 v0.1.207', 'huawei'),
  clientOf('go', 'huaweicloud-sdk-go-v3 v0.1.207', 'huawei', { retries: true }),
  clientOf('go', 'kms-20160120/v3 v3.2.3', 'tea'),
  clientOf('go', 'kms-20160120/v3 v3.2.3', 'tea', { retries: true }),
  clientOf('go', 'aliyun-secretsmanager-client-go v1.1.5', 'secretsmanager', { readsOnly: true }),
  clientOf('java', 'huaweicloud-sdk-csms 3.1.143', 'huawei'),
  clientOf('java', 'huaweicloud-sdk-csms 3.1.143', 'huawei', { retries: true }),
  clientOf('java', 'com.aliyun:kms20160120 1.2.3', 'tea'),
  clientOf('java', 'com.aliyun:kms20160120 1.2.3', 'tea', { retries: true }),
  clientOf('java', 'aliyun-java-sdk-kms 2.16.6', 'acs'),
  clientOf('java', 'aliyun-java-sdk-kms 2.16.6', 'acs', { retries: true }),
  clientOf('java', 'alibabacloud-secretsmanager-client 1.3.7', 'secretsmanager', { readsOnly: true }),
];
