import type { NotImplemented } from '@dragoman/protocol-kit';

import type { AliyunOperation } from '../../operation.ts';
import { CreateInstance } from './CreateInstance.ts';
import { ModifyInstance } from './ModifyInstance.ts';
import { RefundInstance } from './RefundInstance.ts';

/**
 * The billing service (BssOpenApi, version 2017-12-14), as far as the Terraform provider calls it: KMS instances are
 * bought, changed and given back there.
 */
export const billingOperations: readonly AliyunOperation[] = [CreateInstance, ModifyInstance, RefundInstance];

/**
 * For other products nobody has the permission; nor for what the provider asks when it starts, to tell a domestic
 * account from an international one.
 */
export const billingNotImplemented: readonly NotImplemented[] = [
  { name: 'QueryAvailableInstances' },
  { name: 'SetRenewal' },
];
