import type { NotImplemented } from '@dragoman/protocol-kit';

/**
 * The billing service (BssOpenApi, version 2017-12-14), as far as the Terraform provider calls it: when it starts, to
 * tell a domestic account from an international one, and for KMS instances. Nobody here has the permission.
 */
export const bssNotImplemented: readonly NotImplemented[] = [
  { name: 'QueryAvailableInstances' },
  { name: 'CreateInstance' },
  { name: 'ModifyInstance' },
  { name: 'RefundInstance' },
  { name: 'SetRenewal' },
];
