import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));

/** Where each language's suites of official clients are. */
const SUITES: Readonly<Record<string, readonly string[]>> = {
  Python: ['conformance/python', 'conformance/instance/python'],
  Go: ['conformance/go', 'conformance/instance/go/gcs'],
  Node: ['packages/gateway/test/sdk', 'packages/gateway/test/support'],
};

/** Languages that have a suite. */
export const LANGUAGES_OF_CLIENTS: readonly string[] = Object.keys(SUITES);

/**
 * Which files of a suite call a service, by its door and the prefix of its operations' names; services of a cloud have
 * names in common. A service that is not here is called by no official client.
 */
const CALLERS: Readonly<Record<string, RegExp>> = {
  huawei:
    /^(csms_calls|(test_huaweicloudsdk|huawei_)(csms|iam)\w*|test_keystoneauth1|huawei(-node\.test)?)\.(py|go|ts)$/,
  'huawei KMS': /^(test_huaweicloudsdk|huawei_)kms\w*\.(py|go)$/,
  aliyun: /^((test_)?(acs|aliyun|alibabacloud|kms|xml)|terraform_aliyun)[\w.-]*\.(py|go|ts)$/,
  // Of conformance/instance.
  'aliyun-instance': /^(gcs|main)\.(py|go)$/,
  bk: /^((test_)?bk|test_bkapi)\w*\.(py|go|ts)$/,
};

const texts = new Map<string, string>();

/** What a KMS instance alone serves is called by clients of its own, and named by others as what they leave out. */
function serviceOf(door: string, name: string): string {
  const stated = (dialect: string): boolean => existsSync(join(ROOT, 'facts', dialect, `${name}.yaml`));
  return stated(`${door}-instance`) && !stated(door) ? `${door}-instance` : door;
}

/** Whether the suite of a language calls an operation. @param name as the door's table has it */
export function isCalled(door: string, name: string, language: string): boolean {
  const [, prefix, bare = name] = /^(?:(\w+):)?(.*)$/.exec(name) ?? [];
  const service = prefix === undefined ? serviceOf(door, name) : `${door} ${prefix}`;
  const key = `${language} ${service}`;
  const text = texts.get(key) ?? suiteText(language, service);
  texts.set(key, text);
  return names(text, bare);
}

/**
 * Whether a text names the operation, in the vendor's spelling or as Python and TypeScript write it: a single word is
 * taken so only where it is called or quoted, for `hmac` is the name of a module too.
 */
function names(text: string, name: string): boolean {
  const [snake, camel] = [
    name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase(),
    name.charAt(0).toLowerCase() + name.slice(1),
  ];
  const written = snake === camel ? [String.raw`(?<=[."'])${camel}(?=[("'])`] : [snake, camel];
  const spellings = /^[A-Z]/.test(name) ? [name, ...written] : [name];
  return new RegExp(`(?<![A-Za-z])(${spellings.join('|')})(?![a-z])`).test(text);
}

function suiteText(language: string, service: string): string {
  const files = CALLERS[service];
  if (files === undefined) return '';
  return (SUITES[language] ?? [])
    .map((folder) => join(ROOT, folder))
    .flatMap((folder) => readdirSync(folder).map((file) => [file, join(folder, file)] as const))
    .filter(([file]) => files.test(file))
    .map(([, path]) => readFileSync(path, 'utf8'))
    .join('\n');
}
