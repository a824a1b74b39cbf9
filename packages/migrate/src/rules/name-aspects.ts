import type { Aspect } from './aspect.ts';

/** Names and descriptions. */
export const NAME_ASPECTS = {
  'NAME-CHARSET': {
    by: '..c.cc',
    why: 'the target does not take a character of the name',
    propose: 'each run of such characters becomes "-"; or give a line under rename',
    pages: ['huaweiCreate', 'aliyunCreate'],
  },
  'NAME-LENGTH': {
    by: '..c.cc',
    why: 'the name is too long for the target (64 at Huawei, 192 at Alibaba Cloud)',
    propose: 'it is cut, and 8 digits of its SHA-256 are added; or give a line under rename',
    pages: ['huaweiCreate', 'aliyunCreate'],
  },
  'NAME-HAN': {
    by: '.....c',
    why: 'the name has more than 64 Han characters',
    propose: 'each run of them becomes "-"; or give a line under rename',
    pages: ['aliyunCreate'],
  },
  'NAME-RESERVED': {
    by: '.....c',
    why: 'generic secrets may not begin with acs/',
    propose: 'acs/ becomes acs-; or give a line under rename',
    pages: ['aliyunCreate'],
  },
  'NAME-DOT': {
    by: '..n.n.',
    why: 'Huawei documents disagree on whether a name may have a dot',
    propose: 'dots: refused makes it "-"',
    pages: ['huaweiCreate', 'huaweiManual'],
  },
  'NAME-COLLISION': {
    by: 'c.c.cc',
    why: 'two names become one',
    propose: '8 digits of its SHA-256 are added; or give a line under rename',
    pages: ['huaweiCreate', 'aliyunCreate'],
  },
  'NAME-CASE': {
    by: '.c.c..',
    why: 'another name differs by case alone, and JOB compares names without case',
    propose: '8 digits of its SHA-256 are added; or give a line under rename',
    pages: ['jobSql'],
  },
  'NAME-TAKEN': {
    by: 'rrrrrr',
    why: 'the target has a secret of this name',
    propose: 'rename it, or on_existing: new-version',
    pages: ['huaweiCreate', 'aliyunCreate', 'jobCredential'],
  },
  'NAME-DELETING': {
    by: 'r.r.rr',
    why: 'at the target a secret of this name waits for its deletion',
    propose: 'restore it there, or rename this one',
    pages: ['huaweiCreate', 'aliyunCreate'],
  },
  'DESC-LENGTH': {
    by: '..c.c.',
    why: 'the description has more than 2048 bytes',
    propose: 'it is cut at a character and ends with an ellipsis',
    pages: ['huaweiCreate'],
  },
  'DESC-CONSOLE': {
    by: '.n.n..',
    why: 'the description has more than 100 characters: an edit in the console of JOB shortens it',
    propose: 'edit it through the API, or shorten it',
    pages: ['jobConsole'],
  },
} as const satisfies Record<string, Aspect>;
