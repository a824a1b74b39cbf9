import type { HuaweiOperation } from '../operation.ts';
import { csmsOperations } from './csms/index.ts';
import { epsOperations } from './eps/index.ts';
import { iamOperations } from './iam/index.ts';
import { kmsOperations } from './kms/index.ts';
import { smnOperations } from './smn/index.ts';

export { notImplemented } from '../not-implemented.ts';

/** The operations of this door. */
export const operations: readonly HuaweiOperation[] = [
  ...csmsOperations,
  ...kmsOperations,
  ...iamOperations,
  ...smnOperations,
  ...epsOperations,
];
