import type { HuaweiOperation } from '../operation.ts';
import { epsOperations } from './eps/index.ts';
import { iamOperations } from './iam/index.ts';
import { smnOperations } from './smn/index.ts';

/** The operations of IAM, SMN and EPS. */
export const platformOperations: readonly HuaweiOperation[] = [...iamOperations, ...smnOperations, ...epsOperations];
