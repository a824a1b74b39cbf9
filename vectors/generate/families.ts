import { ALIYUN_FAMILIES } from './aliyun/families.ts';
import { INSTANCE_FAMILY } from './aliyun/instance.ts';
import { AUTHORIZATION_FAMILY } from './bk/authorization.ts';
import { JWT_FAMILY } from './bk/jwt.ts';
import { SIGNATURE_FAMILY } from './bk/signature.ts';
import { HUAWEI_FAMILIES } from './huawei/families.ts';
import type { Family } from './vector-file.ts';

/** All that is generated. */
export const FAMILIES: readonly Family[] = [
  ...HUAWEI_FAMILIES,
  ...ALIYUN_FAMILIES,
  INSTANCE_FAMILY,
  AUTHORIZATION_FAMILY,
  JWT_FAMILY,
  SIGNATURE_FAMILY,
];
