import type { Aspect } from './aspect.ts';

/** From Alibaba's shared KMS 1.0 to an instance of KMS 3.0, which the vendor's console moves; one direction. */
export const INSTANCE_ASPECTS = {
  'DUP-NAME': {
    by: 'r',
    why: 'the instance has a secret of this name',
    propose: 'make the secret anew under another name',
    pages: ['aliyunMoveFaq'],
  },
  'KEY-FIRST': {
    by: 'r',
    why: 'the customer key is not in the instance yet',
    propose: 'move keys before secrets',
    pages: ['aliyunMove'],
  },
  'ROTATION-ON': {
    by: 'r',
    why: 'automatic rotation is on',
    propose: 'switch it off before, and on again after',
    pages: ['aliyunMove'],
  },
  REGION: {
    by: 'r',
    why: 'the instance is in another region',
    propose: 'make the secret anew there',
    pages: ['aliyunMoveFaq'],
  },
  QUOTA: {
    by: 'r',
    why: 'the instance is full',
    propose: 'have its quota raised',
    pages: ['aliyunMove'],
  },
  BATCH: {
    by: 'n',
    why: 'a batch moves 50 keys and 50 secrets',
    propose: 'move in several batches',
    pages: ['aliyunMove'],
  },
  'KEY-KIND': {
    by: 'r',
    why: 'keys with imported material or several versions do not move',
    propose: 'look whether the console lists the key; else encrypt anew under a key of the instance',
    pages: ['aliyunMove'],
  },
  FREEZE: {
    by: 'n',
    why: 'nothing can be managed while the move lasts; reading goes on',
    propose: 'plan a window without changes',
    pages: ['aliyunMove'],
  },
  'TF-INSTANCE': {
    by: 'c',
    why: 'Terraform plans to destroy and create what now has an instance',
    propose: 'ignore_changes = [dkms_instance_id, enable_automatic_rotation, rotation_interval]',
    pages: ['terraformAliyun'],
  },
  API: {
    by: 'n',
    why: 'the gateway of an instance does not serve a call that the application makes',
    propose: 'stay at the shared gateway, or change the application',
    pages: ['aliyunMoveFaq'],
  },
  ENDPOINT: {
    by: 'n',
    why: 'the gateway of an instance has an address, a CA and client keys of its own',
    propose: 'try it from the VPC of the application first',
    pages: ['aliyunMove'],
  },
  IMAGE: {
    by: 'n',
    why: 'the image of the software instance is older than 2.9.0',
    propose: 'have the image raised first',
    pages: ['aliyunMove'],
  },
} as const satisfies Record<string, Aspect>;
