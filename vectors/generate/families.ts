import { ALIYUN_FAMILIES } from './aliyun/families.ts';
import { HUAWEI_FAMILIES } from './huawei/families.ts';
import type { Family } from './vector-file.ts';

/** All that is generated. */
export const FAMILIES: readonly Family[] = [...HUAWEI_FAMILIES, ...ALIYUN_FAMILIES];
