import type { Aspect } from './aspect.ts';

/** Customer keys. */
export const KEY_ASPECTS = {
  KEY: {
    by: 'clcl..',
    why: 'a customer key does not move: the target seals with another, JOB with none',
    propose: 'give keys of the target under keys, and allow the identities there',
    pages: ['huaweiMaterial', 'aliyunMaterial'],
  },
  'KEY-UNMAPPED': {
    by: 'r.r...',
    why: 'the customer key has no line under keys',
    propose: 'name a key of the target for it, or default, under keys',
    pages: ['huaweiCreate', 'aliyunCreate'],
  },
  'KEY-SPEC': {
    by: 'r.r...',
    why: 'the target has no key of this spec',
    propose: 'make a key of another spec and encrypt anew',
    pages: ['huaweiKeys', 'aliyunKeys'],
  },
  'KEY-INSTANCE': {
    by: 'n.....',
    why: 'a key of this spec needs a KMS instance',
    propose: 'name an instance for it',
    pages: ['aliyunKeys'],
  },
  'KEY-MATERIAL': {
    by: 'l.l...',
    why: 'material that a KMS made never leaves it',
    propose: 'a new key is made; material of your own can be imported again',
    pages: ['huaweiMaterial', 'aliyunMaterial'],
  },
  'KEY-CIPHERTEXT': {
    by: 'r.r...',
    why: 'ciphertexts open under the key that made them alone, even with the same imported material',
    propose: 'decrypt at the source and encrypt at the target, before the cut-over',
    pages: ['huaweiMaterial', 'aliyunMaterial'],
  },
  'KEY-ALIAS': {
    by: 'c.c...',
    why: 'aliases are written otherwise: app is alias/app at Alibaba Cloud, and ":" is for Huawei alone',
    propose: 'change them in clients',
    pages: ['huaweiKeys', 'aliyunKeys'],
  },
  'KEY-ROTATION': {
    by: '..c...',
    why: 'Huawei rotates keys every 30 to 365 days',
    propose: 'the interval is set to the nearest that Huawei takes',
    pages: ['terraformHuawei'],
  },
  'KEY-WINDOW': {
    by: 'c.....',
    why: 'Alibaba Cloud schedules the deletion of a key 366 days ahead at the most',
    propose: 'the window is shortened',
    pages: ['terraformAliyun'],
  },
} as const satisfies Record<string, Aspect>;
