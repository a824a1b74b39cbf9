import { catalogue } from '@dragoman/messages';

/** An input, and what is wrong with it. */
export const INPUT = catalogue({
  whole: { en: 'the input', zh: '输入' },
  broken: { en: '{field} {rule}', zh: '{field}{rule}' },
});

/** Which rule of its schema an input breaks, in Chinese; the validator says it in English. */
export const RULES = catalogue({
  other: { en: 'is not valid', zh: '不合法' },
  required: { en: 'is missing', zh: '缺失（必填）' },
  type: { en: 'must be {limit}', zh: '须为 {limit} 类型' },
  enum: { en: 'must be one of {limit}', zh: '须为以下之一：{limit}' },
  const: { en: 'must be {limit}', zh: '须为 {limit}' },
  pattern: { en: 'must match {limit}', zh: '须符合 {limit}' },
  minLength: { en: 'must have at least {limit} characters', zh: '须至少有 {limit} 个字符' },
  maxLength: { en: 'must have at most {limit} characters', zh: '须至多有 {limit} 个字符' },
  maxBytes: { en: 'must have at most {limit} bytes', zh: '须至多有 {limit} 字节' },
  minItems: { en: 'must have at least {limit} items', zh: '须至少有 {limit} 项' },
  maxItems: { en: 'must have at most {limit} items', zh: '须至多有 {limit} 项' },
  uniqueItems: { en: 'must not have the same twice', zh: '不得有重复项' },
  minProperties: { en: 'must have at least {limit} members', zh: '须至少有 {limit} 个成员' },
  maxProperties: { en: 'must have at most {limit} members', zh: '须至多有 {limit} 个成员' },
  minimum: { en: 'must be at least {limit}', zh: '须不小于 {limit}' },
  maximum: { en: 'must be at most {limit}', zh: '须不大于 {limit}' },
  exclusiveMinimum: { en: 'must be above {limit}', zh: '须大于 {limit}' },
  additionalProperties: { en: 'has an unknown member', zh: '含有未知的成员' },
  anyOf: { en: 'fits none of its forms', zh: '不符合任何一种允许的形式' },
});
