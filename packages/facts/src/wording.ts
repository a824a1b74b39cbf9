import type { Fact, Limit } from './fact.ts';

/** Languages that a fact is worded in where its claim follows from what it states. */
export type Language = 'en' | 'zh';

type Worded = Pick<Fact, 'kind' | 'operation' | 'subject' | 'limit' | 'status' | 'message'>;

/** The sentence of a fact that has none of its own; `null` where it has to have one. */
export function composedClaim(fact: Worded, language: Language): string | null {
  const { kind, operation, subject, status, message } = fact;
  const say = language === 'en' ? ENGLISH : CHINESE;
  const ofDoor = operation === '*';
  if (kind === 'limit') return say.limit(subject, limitInWords(fact.limit ?? {}, language));
  if (kind === 'answer' && status !== null) return say.answer(operation, status);
  if (kind === 'order') return orderInWords(operation, subject, language);
  if (kind !== 'error') return null;
  if (!ofDoor) return say.answersError(operation, subject);
  return status === null ? null : say.error(subject, status, message);
}

const ENGLISH = {
  limit: (field: string, limits: string) => `\`${field}\`: ${limits}.`,
  answer: (operation: string, status: number) => `${operation} answers ${status}.`,
  answersError: (operation: string, code: string) => `${operation} may answer \`${code}\`.`,
  error: (code: string, status: number, message: string | null) =>
    message === null ? `\`${code}\` has status ${status}.` : `\`${code}\` has status ${status} and says "${message}"`,
};

const CHINESE: typeof ENGLISH = {
  limit: (field, limits) => `\`${field}\`：${limits}。`,
  answer: (operation, status) => `${operation} 返回 ${status}。`,
  answersError: (operation, code) => `${operation} 可能返回 \`${code}\`。`,
  error: (code, status, message) =>
    message === null ? `\`${code}\` 的状态码为 ${status}。` : `\`${code}\` 的状态码为 ${status}，文本为“${message}”`,
};

/** What an operation checks, as the subjects of orders name it. */
const CHECKS: Readonly<Record<string, readonly [english: string, chinese: string]>> = {
  parameters: ['its parameters', '参数'],
  body: ['whether its body can be read', '请求体能否读取'],
  scope: ['the scope', '业务范围'],
  permission: ['the permission', '权限'],
  existence: ['whether what it is about exists', '对象是否存在'],
  state: ['the state of what it is about', '对象的状态'],
  key: ['the key', '密钥'],
  name: ['whether the name is taken', '名称是否已被占用'],
  quota: ['the quota', '配额'],
};

/** `permission-before-existence`; `null` for another subject. */
function orderInWords(operation: string, subject: string, language: Language): string | null {
  const [first, second] = subject.split('-before-').map((name) => CHECKS[name]);
  if (operation === '*' || first === undefined || second === undefined) return null;
  return language === 'en'
    ? `${operation} checks ${first[0]} before ${second[0]}.`
    : `${operation} 先检查${first[1]}，再检查${second[1]}。`;
}

const TYPES: Readonly<Record<string, readonly [english: string, chinese: string]>> = {
  string: ['text', '文本'],
  integer: ['an integer', '整数'],
  number: ['a number', '数字'],
  boolean: ['true or false', '布尔值'],
  array: ['a list', '列表'],
  object: ['an object', '对象'],
};

const RULES: Readonly<Record<string, (value: string) => readonly [english: string, chinese: string]>> = {
  minLength: (value) => [`at least ${value} characters`, `至少 ${value} 个字符`],
  maxLength: (value) => [`at most ${value} characters`, `最多 ${value} 个字符`],
  maxBytes: (value) => [`at most ${value} bytes`, `最多 ${value} 字节`],
  minimum: (value) => [`${value} or more`, `不小于 ${value}`],
  maximum: (value) => [`${value} or less`, `不大于 ${value}`],
  exclusiveMinimum: (value) => [`more than ${value}`, `大于 ${value}`],
  exclusiveMaximum: (value) => [`less than ${value}`, `小于 ${value}`],
  multipleOf: (value) => [`a multiple of ${value}`, `${value} 的倍数`],
  minItems: (value) => [`at least ${value} items`, `至少 ${value} 项`],
  maxItems: (value) => [`at most ${value} items`, `最多 ${value} 项`],
  minProperties: (value) => [`at least ${value} fields`, `至少 ${value} 个字段`],
  maxProperties: (value) => [`at most ${value} fields`, `最多 ${value} 个字段`],
  pattern: (value) => [`matches \`${value}\``, `匹配 \`${value}\``],
  default: (value) => [`${value} where it is absent`, `缺省为 ${value}`],
};

/** What a schema says of a field, in words. */
function limitInWords(limit: Limit, language: Language): string {
  const pick = ([english, chinese]: readonly [string, string]) => (language === 'en' ? english : chinese);
  const { required = false, type, ...rules } = limit;
  const phrases = Object.entries(rules).map(([keyword, value]) => {
    if (keyword === 'enum')
      return (value as readonly unknown[]).map((one) => `\`${String(one)}\``).join(pick([' or ', '、']));
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return pick(RULES[keyword]?.(text) ?? [`${keyword} \`${text}\``, `${keyword} \`${text}\``]);
  });
  const types = [type].flat().map((name) => pick(TYPES[String(name)] ?? ['any value', '任意值']));
  const presence = pick(required ? ['required', '必填'] : ['optional', '选填']);
  return [presence, types.join(pick([' or ', '或'])), ...phrases].join(pick([', ', '，']));
}
