import { platformOperations } from '@dragoman/huawei-platform';

import type { HuaweiOperation } from '../operation.ts';
import { csmsOperations } from './csms/index.ts';
import { kmsOperations } from './kms/index.ts';

/** The operations of this door. */
export const operations: readonly HuaweiOperation[] = [...csmsOperations, ...kmsOperations, ...platformOperations];
