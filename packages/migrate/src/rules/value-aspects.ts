import type { Aspect } from './aspect.ts';

/** Values: whether they can be had, fit, and keep their form. */
export const VALUE_ASPECTS = {
  'VALUE-MISSING': {
    by: 'rrrrrr',
    why: 'the source cannot tell the value',
    propose: 'give it in a manifest, read it from a vault, or type it in anew',
    pages: ['huaweiRead', 'aliyunRead', 'jobCredential'],
  },
  'VALUE-SIZE': {
    by: 'rr.rrr',
    why: 'a value is larger than the target takes',
    propose: 'compress it, split it, keep it in object storage, or encrypt it under a data key',
    pages: ['huaweiCreate', 'aliyunCreate', 'jobSql'],
  },
  'VALUE-EMPTY': {
    by: 'r.....',
    why: 'Alibaba Cloud takes no empty value',
    propose: 'leave the secret out, or give it the value "-"',
    pages: ['aliyunCreate'],
  },
  'VALUE-BINARY': {
    by: '.c.c..',
    why: 'JOB has no binary values: its Base64 becomes the text of a SECRET_KEY',
    propose: 'decode it where it is used',
    pages: ['jobCredential'],
  },
  'VALUE-BASE64': {
    by: '..r...',
    why: 'a binary value is no Base64, which Huawei documents',
    propose: 'move it as text',
    pages: ['huaweiCreate'],
  },
  'VALUE-RESHAPED': {
    by: '.c.c..',
    why: 'the JSON becomes the slots of a credential, and the text itself is gone',
    propose: 'bk_shape: whole keeps all of it in a SECRET_KEY',
    pages: ['jobCredential'],
  },
  'VALUE-EXTRA-KEYS': {
    by: '.l.l..',
    why: 'keys of the JSON have no slot',
    propose: 'bk_shape: whole keeps all of it in a SECRET_KEY',
    pages: ['jobCredential'],
  },
  'VALUE-FOREIGN-SHAPE': {
    by: '.n.n..',
    why: 'the JSON has the form of a managed secret and stays one SECRET_KEY',
    propose: 'write it with username and password, or access_key and secret_key',
    pages: ['jobCredential'],
  },
  'VALUE-OBJECT': {
    by: '....cc',
    why: 'slots become a JSON object with its type',
    propose: 'read the slot by its name in clients',
    pages: ['jobCredential'],
  },
  'VALUE-TRIM': {
    by: '.n.n..',
    why: 'white space at an end of the value is trimmed by the next edit in the console of JOB',
    propose: 'edit it through the API',
    pages: ['jobConsole'],
  },
  'VALUE-STARS': {
    by: '.n.n..',
    why: 'the value is ******: an update through JOB takes it for "as it was"',
    propose: 'change the value',
    pages: ['jobCredential'],
  },
  'WRITE-ONLY': {
    by: '.c.c..',
    why: 'JOB answers no value: what was written cannot be compared',
    propose: 'check with a file source that uses the credential',
    pages: ['jobCredential'],
  },
} as const satisfies Record<string, Aspect>;
