import type { Bilingual, Language } from './language.ts';

/** JOB's messages by code; `{0}`, `{1}` are parameters. */
const JOB_MESSAGES = {
  1240002: { en: 'Internal Server Error', zh: '内部服务器异常' },
  1240003: { en: 'Bad Request', zh: '错误的请求' },
  1241005: { en: 'Invalid request parameter [{0}]', zh: '请求参数[{0}]不合法' },
  1241010: { en: 'Invalid request parameter [{0}], reason: {1}', zh: '请求参数[{0}]不合法，原因：{1}' },
  1243048: { en: 'Credential not exist', zh: '凭证不存在' },
  1243049: { en: 'Business/Business Set not exist or archived', zh: '业务/业务集不存在或已被归档' },
  1243060: { en: 'Credential name [{0}] already exists', zh: '凭证名称[{0}]已存在' },
  1247002: { en: 'Missing user info', zh: '缺少有效的用户信息' },
  // The text stands under another code in the service's own files.
  1247004: { en: 'Missing AppCode', zh: '缺少有效的AppCode' },
  9900403: {
    en: 'User ({0}) permission not allowed, please confirm and apply permission in IAM and try again',
    zh: '用户({0})权限不足，请前往权限中心确认并申请补充后重试',
  },
} as const satisfies Record<number, Bilingual>;

/** A code that JOB answers with. */
export type JobCode = keyof typeof JOB_MESSAGES;

/** Texts that stand in for the message of 1240003 when a field fails its validation. */
const VALIDATION_MESSAGES = {
  scopeType: { en: 'Invalid bk_scope_type', zh: '非法的资源范围类型' },
  scopeId: { en: 'Invalid bk_scope_id', zh: '非法的资源范围 ID' },
  // The service glues the field's name to the text.
  blankId: { en: 'idCan not be empty', zh: 'id不能为空' },
} as const satisfies Record<string, Bilingual>;

export type Validation = keyof typeof VALIDATION_MESSAGES;

/** The message of a JOB code. */
export function jobMessage(code: JobCode, parameters: readonly string[], language: Language): string {
  return JOB_MESSAGES[code][language].replace(/\{(\d)\}/g, (_mark, index: string) => parameters[Number(index)] ?? '');
}

export function validationMessage(validation: Validation, language: Language): string {
  return VALIDATION_MESSAGES[validation][language];
}
