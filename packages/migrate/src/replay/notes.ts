import type { Language } from '../report/messages/messages.ts';

/** What is to be said of a call that becomes another, or none. */
const NOTES = {
  'one-call': [
    'one call takes the place of this and of the ShowSecretVersion after it',
    '一次调用即可代替它和随后的 ShowSecretVersion',
  ],
  'two-calls': [
    'two calls: the stage tells the version id, and the id the value',
    '两次调用：先由版本状态得到版本号，再由版本号得到值',
  ],
  'latest-is-current': [
    'without a version ACSCurrent is read, where latest reads the newest',
    '不指定版本时读取 ACSCurrent，而 latest 读取最新版本',
  ],
  'current-is-latest': [
    'latest reads the newest version, which is the current one unless a stage was moved by hand',
    'latest 读取最新版本；除非手工移动过版本状态，它就是当前版本',
  ],
  'version-ids': ['the target has other version ids: see the plan', '目标的版本号不同：见计划'],
  'make-version-id': ['a version id has to be made up, new for each version', '需要自拟版本号，且每个版本都不同'],
  'by-id': ['the secret is called by its id there, not by its name', '在那里按 id 而不是按名称指定凭据'],
  'by-name': ['the secret is called by its name there, not by its id', '在那里按名称而不是按 id 指定凭据'],
  'two-answers': ['tags come from a call of their own', '资源标签来自另一次调用'],
  'own-version-call': ['versions and stages are told by a call of their own', '版本和版本状态来自另一次调用'],
  'page-size': ['pages have 100 entries at the most, and are counted', '每页最多 100 条，且按页码翻页'],
  'page-marker': ['pages go on from a marker', '按标记翻页'],
  'with-deprecated': [
    'IncludeDeprecated=true, or versions without a stage are left out',
    'IncludeDeprecated=true，否则不列出没有版本状态的版本',
  ],
  'no-expiry': ['expire_time has no counterpart', 'expire_time 没有对应物'],
  'key-is-fixed': ['the key of a secret cannot be changed there', '在那里不能更换凭据的密钥'],
  'also-previous': ['moving the current stage moves ACSPrevious too', '移动当前版本状态时也会移动 ACSPrevious'],
  'previous-stays': ['SYSPREVIOUS stays where it is', 'SYSPREVIOUS 保持不动'],
  'full-replace': ['everything is replaced: give name, type and description too', '全部替换：同时给出名称、类型和描述'],
  'twenty-at-most': ['20 at the most in one call', '每次调用最多 20 个'],
  'in-a-loop': ['one call for each', '逐个调用'],
  filters: ['by the filter of ListSecrets', '用 ListSecrets 的过滤条件'],
  'managed-alone': ['rotates managed secrets alone, and takes a version id', '只轮转托管凭据，且需给出版本号'],
  'shared-no-more': [
    'rotates by a task that is to be polled; a shared secret does not rotate',
    '以任务方式轮转，需轮询；普通凭据不轮转',
  ],
  'password-length': ['length 8 to 128', '长度 8 到 128'],
  'base64-not-hex': [
    'data keys are Base64 there, and hexadecimal at Huawei',
    '数据密钥在那里是 Base64，在华为云是十六进制',
  ],
  'own-ciphertexts': ['ciphertexts of the source do not open there', '源的密文在那里打不开'],
  'other-name': ['the name is another there', '名称在那里不同'],
  'not-in-plan': ['the plan does not have this secret', '计划中没有这个凭据'],
  'no-values': [
    'JOB answers no value: the consumer becomes a file source, or reads from another service',
    '作业平台不返回值：使用方改为文件源，或从另一个服务读取',
  ],
  'no-versions': ['JOB has no versions and no stages', '作业平台没有版本和版本状态'],
  'no-list': ['JOB lists credentials in its console alone', '作业平台只在控制台列出凭据'],
  'no-deletion': ['JOB deletes credentials in its console alone', '作业平台只在控制台删除凭据'],
  'no-tags': ['JOB has no tags', '作业平台没有资源标签'],
  'no-keys': ['JOB has no keys for applications', '作业平台没有供应用使用的密钥'],
  'source-alone': ['only the source has this', '只有源才有这项功能'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;

export type Note = keyof typeof NOTES;

export function noteText(note: Note, language: Language): string {
  return NOTES[note][language === 'en' ? 0 : 1];
}
