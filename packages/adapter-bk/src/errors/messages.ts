import type { Bilingual, Language } from './language.ts';

const DENIED: Bilingual = {
  en: 'User ({0}) permission not allowed, please confirm and apply permission in IAM and try again',
  zh: '用户({0})权限不足，请前往权限中心确认并申请补充后重试',
};

/** JOB's messages by code; `{0}`, `{1}` stand for parameters. */
export const JOB_MESSAGES = {
  1238001: DENIED,
  1240001: { en: 'Service Unavailable', zh: '服务不可用' },
  1240002: { en: 'Internal Server Error', zh: '内部服务器异常' },
  1240003: { en: 'Bad Request', zh: '错误的请求' },
  1241004: { en: 'Missing request parameter [{0}]', zh: '请求参数[{0}]缺失' },
  1241005: { en: 'Invalid request parameter [{0}]', zh: '请求参数[{0}]不合法' },
  1241010: { en: 'Invalid request parameter [{0}], reason: {1}', zh: '请求参数[{0}]不合法，原因：{1}' },
  1243007: { en: 'The account alias already exists', zh: '账号别名已存在' },
  1243008: { en: 'DB dependency system account is illegal', zh: 'DB依赖的系统账号不合法' },
  1243048: { en: 'Credential not exist', zh: '凭证不存在' },
  1243049: { en: 'Business/Business Set not exist or archived', zh: '业务/业务集不存在或已被归档' },
  1243055: { en: 'Credential is referenced and cannot be deleted', zh: '凭证被引用不支持删除' },
  1243060: { en: 'Credential name [{0}] already exists', zh: '凭证名称[{0}]已存在' },
  1244003: { en: 'Account [{0}] does not exist', zh: '账号[{0}]不存在' },
  1247002: { en: 'Missing user info', zh: '缺少有效的用户信息' },
  // The text stands under another code in the service's own files.
  1247004: { en: 'Missing AppCode', zh: '缺少有效的AppCode' },
  1260004: { en: 'FileSource alias already exists:{0}', zh: '文件源别名已存在：{0}' },
  1260012: { en: 'Cannot find file source by code:{0}', zh: '无法根据标识{0}找到文件源' },
  1260015: { en: 'FileSource code already exists:{0}', zh: '文件源标识已存在：{0}' },
  1260019: { en: 'File source code can not be empty', zh: '文件源code不可为空' },
  1260020: {
    en:
      'Base url of bk-repo is invalid(Only bk-repo in current environment is supported), ' +
      'please contact administrator to add white records if you want to use bk-repo in other environments',
    zh: '制品库根地址不在允许范围内（默认仅支持当前环境蓝鲸制品库），' + '如需对接其他环境请联系平台管理员添加白名单',
  },
  9900403: DENIED,
} as const satisfies Record<number, Bilingual>;

/** A code that JOB answers with. */
export type JobCode = keyof typeof JOB_MESSAGES;

/** Messages of 1240003 where a field fails its validation. */
const VALIDATION_MESSAGES = {
  scopeType: { en: 'Invalid bk_scope_type', zh: '非法的资源范围类型' },
  scopeId: { en: 'Invalid bk_scope_id', zh: '非法的资源范围 ID' },
  // The service glues the field's name to the text.
  blankId: { en: 'idCan not be empty', zh: 'id不能为空' },
  blankCode: { en: 'codeCan not be empty', zh: 'code不能为空' },
  blankAlias: { en: 'aliasCan not be empty', zh: 'alias不能为空' },
  blankType: { en: 'typeCan not be empty', zh: 'type不能为空' },
  blankCredentialId: { en: 'credential_idCan not be empty', zh: 'credential_id不能为空' },
  specialCode: special('code'),
  specialAlias: special('alias'),
  specialType: special('type'),
  specialCredentialId: special('credential_id'),
  baseUrl: { en: 'Pattern of bk-repo base url must be like: http(s)://xxx', zh: '制品库根地址只能是http(s)://xxx格式' },
  accountId: { en: 'Account id cannot be empty', zh: '账号ID不能为空' },
  accountName: { en: 'Account name cannot be empty', zh: '账号名称不能为空' },
  accountType: { en: 'Account type value is illegal', zh: '账号类型取值非法' },
  accountCategory: { en: 'Account category value is illegal', zh: '账号用途取值非法' },
  accountPassword: { en: 'Account password length cannot be larger than 117', zh: '账号密码不能超过117字符' },
  accountAlias: { en: 'Account alias length cannot be larger than 255', zh: '账号别名不能超过255字符' },
  accountDescription: { en: 'Account description length cannot be larger than 1024', zh: '账号描述不能超过1024字符' },
} as const satisfies Record<string, Bilingual>;

function special(field: string): Bilingual {
  return {
    en: `${field} Cannot contain special char, such as \\|/:*<>"?`,
    zh: `${field} 不可包含 \\|/:*<>"? 特殊字符`,
  };
}

export type Validation = keyof typeof VALIDATION_MESSAGES;

/** The message of a JOB code. */
export function jobMessage(code: JobCode, parameters: readonly string[], language: Language): string {
  return JOB_MESSAGES[code][language].replace(/\{(\d)\}/g, (_mark, index: string) => parameters[Number(index)] ?? '');
}

export function validationMessage(validation: Validation, language: Language): string {
  return VALIDATION_MESSAGES[validation][language];
}
