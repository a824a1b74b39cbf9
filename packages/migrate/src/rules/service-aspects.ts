import type { Aspect } from './aspect.ts';

/** What one service alone has, and what holds for every secret. */
export const SERVICE_ASPECTS = {
  'TYPE-MANAGED': {
    by: 'cccc..',
    why: 'a managed secret serves a resource of its cloud: it moves as a plain value',
    propose: 'move the resource, and make a managed secret for it anew',
    pages: ['huaweiManual', 'aliyunCreate'],
  },
  ROTATION: {
    by: 'llll..',
    why: 'the rotation plan stays behind',
    propose: 'rotate at the target by a managed secret or by a job of your own',
    pages: ['huaweiManual', 'aliyunPut'],
  },
  TAGS: {
    by: '.l.l..',
    why: 'JOB has no tags',
    propose: 'keep what they mean in the description',
    pages: ['jobCredential'],
  },
  'TAG-CHARSET': {
    by: 'l.l...',
    why: 'the target does not take a character of a tag',
    propose: 'tags: slug makes each run of such characters "-"',
    pages: ['aliyunTags', 'huaweiManual'],
  },
  'TAG-LENGTH': {
    by: 'l.....',
    why: 'the value of a tag has more than 128 characters',
    propose: 'shorten it',
    pages: ['aliyunTags'],
  },
  'TAG-RESERVED': {
    by: 'l.l...',
    why: 'the key of a tag begins as those of the target itself do',
    propose: 'give it another key',
    pages: ['aliyunTags', 'huaweiManual'],
  },
  EVENTS: {
    by: 'll....',
    why: 'event subscriptions stay behind',
    propose: 'make alarms at the target',
    pages: ['huaweiCreate'],
  },
  PROJECT: {
    by: 'll....',
    why: 'the enterprise project stays behind',
    propose: 'give it as a tag',
    pages: ['huaweiCreate'],
  },
  REPLICAS: {
    by: 'll....',
    why: 'replicas in other regions stay behind',
    propose: 'move into each region that needs it',
    pages: ['huaweiCreate'],
  },
  ACCESS: {
    by: 'llllll',
    why: 'grants, policies and tickets stay behind',
    propose: 'grant access anew and try it with the identity of the application',
    pages: ['huaweiManual', 'aliyunCreate', 'job'],
  },
  'CUSTOM-DATA': {
    by: '..ll..',
    why: 'CustomData of ExtendedConfig stays behind',
    propose: 'keep it in the description or in a tag',
    pages: ['aliyunCreate'],
  },
  INSTANCE: {
    by: '..ll..',
    why: 'the KMS instance has no counterpart',
    propose: 'change the endpoint of clients that read through the instance',
    pages: ['aliyunCreate'],
  },
  'INSTANCE-NEEDED': {
    by: 'n....n',
    why: 'the account must name a KMS instance for a new secret, and its key must be in the same one',
    propose: 'name the instance',
    pages: ['aliyunCreate'],
  },
  REFERENCES: {
    by: '....cc',
    why: 'file sources use the credential: the id must change there',
    propose: 'change the file sources after the cut-over',
    pages: ['jobCredential'],
  },
  TIMES: {
    by: 'cccccc',
    why: 'the target has creation and update times of its own',
    propose: 'keep the inventory',
    pages: ['aliyunMoveFaq'],
  },
  OWNER: {
    by: 'cccccc',
    why: 'whoever moves it is its creator',
    propose: 'keep the inventory',
    pages: ['aliyunMoveFaq'],
  },
  'ID-REF': {
    by: 'cccccc',
    why: 'ids and ARNs are new',
    propose: 'refer to secrets by name; change ids in policies and file sources',
    pages: ['aliyunMoveFaq'],
  },
  'NO-DELETE': {
    by: '.c.c..',
    why: 'the API of JOB deletes no credential: a roll-back is by hand',
    propose: 'keep the list of what was made',
    pages: ['jobCredential'],
  },
  QUOTA: {
    by: 'r.r..r',
    why: 'the target would hold more secrets than it may',
    propose: 'have the quota raised, or move fewer',
    pages: ['huaweiManual', 'aliyunCreate'],
  },
} as const satisfies Record<string, Aspect>;
