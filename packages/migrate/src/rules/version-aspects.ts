import type { Aspect } from './aspect.ts';

/** Versions and labels, and how clients read them. */
export const VERSION_ASPECTS = {
  'VERSION-COUNT': {
    by: 'll.l..',
    why: 'there are more versions than the target keeps (10 at Alibaba Cloud, 1 at JOB)',
    propose: 'the oldest without a label stay behind; keep the source until nobody needs them',
    pages: ['aliyunPut', 'jobCredential'],
  },
  'VERSION-ID': {
    by: '.lcl..',
    why: 'version ids are not what they were',
    propose: 'read by stage rather than by version id',
    pages: ['huaweiVersion', 'jobCredential'],
  },
  'VERSION-ORDER': {
    by: '..c...',
    why: 'CURRENT or PREVIOUS is not the newest: it is written last, because latest reads the newest',
    propose: 'nothing to do, unless a client reads by the time of creation',
    pages: ['huaweiRead', 'terraformHuawei'],
  },
  'READ-LATEST': {
    by: 'c.....',
    why: 'clients that read latest saw the newest version, which is not the current one',
    propose: 'check those clients: without a version Alibaba Cloud answers ACSCurrent',
    pages: ['huaweiRead', 'aliyunRead'],
  },
  'READ-STAGE': {
    by: 'cccc..',
    why: 'built-in stages have other names, at JOB none',
    propose: 'rename them in clients: SYSCURRENT is ACSCurrent, SYSPREVIOUS is ACSPrevious',
    pages: ['huaweiStage', 'aliyunStage'],
  },
  'VERSION-EXPIRY': {
    by: 'll....',
    why: 'a version has an expire_time, which the target does not know',
    propose: 'watch it elsewhere, or waive the rule',
    pages: ['huaweiVersion'],
  },
  'LABEL-COUNT': {
    by: 'l.....',
    why: 'there are more than 8 labels',
    propose: 'those of the newest versions stay; remove the others first',
    pages: ['aliyunStage'],
  },
  'LABEL-CHARSET': {
    by: '..c...',
    why: 'Huawei does not take a character of a label, or its length',
    propose: 'each run of such characters becomes "-"',
    pages: ['huaweiVersion'],
  },
  'LABEL-RESERVED': {
    by: 'c.c...',
    why: 'a label of your own has the name of a built-in one of the other cloud',
    propose: 'hw- or ali- is put before it',
    pages: ['huaweiStage', 'aliyunStage'],
  },
  'LABEL-PENDING': {
    by: 'c.....',
    why: 'SYSPENDING is an ordinary label at Alibaba Cloud',
    propose: 'let the rotation end before you move',
    pages: ['aliyunStage'],
  },
  'LABEL-PREVIOUS': {
    by: 'n.n...',
    why: 'no version is PREVIOUS: the target marks the last but one, and that label cannot be taken off',
    propose: 'nothing to do, unless a client reads the previous version',
    pages: ['huaweiVersion', 'aliyunPut'],
  },
  LABELS: {
    by: '.l.l..',
    why: 'JOB has no labels',
    propose: 'keep what they mean in the description',
    pages: ['jobCredential'],
  },
  'DELETE-PENDING': {
    by: 'rrrr..',
    why: 'the secret waits for its deletion',
    propose: 'leave it; include_deleted takes it along',
    pages: ['huaweiRead', 'aliyunRead'],
  },
} as const satisfies Record<string, Aspect>;
