import type { NotImplemented } from '@dragoman/protocol-kit';

import type { AliyunOperation } from '../operation.ts';
import { AssumeRole } from './AssumeRole.ts';
import { AssumeRoleWithOIDC } from './AssumeRoleWithOIDC.ts';
import { GetCallerIdentity } from './GetCallerIdentity.ts';

/** The Security Token Service, version 2015-04-01: what its clients need before they call KMS. */
export const stsOperations: readonly AliyunOperation[] = [AssumeRole, AssumeRoleWithOIDC, GetCallerIdentity];

export const stsNotImplemented: readonly NotImplemented[] = [{ name: 'AssumeRoleWithSAML' }];
