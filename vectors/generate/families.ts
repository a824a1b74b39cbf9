import { ALIYUN_FAMILIES } from './aliyun/families.ts';
import { INSTANCE_FAMILY } from './aliyun/instance.ts';
import { AUTHORIZATION_FAMILY } from './bk/authorization.ts';
import { BLUEKING_BODIES } from './bk/bodies.ts';
import { BLUEKING_ERRORS } from './bk/error-bodies.ts';
import { JWT_FAMILY } from './bk/jwt.ts';
import { SIGNATURE_FAMILY } from './bk/signature.ts';
import { HUAWEI_BODIES } from './huawei/bodies.ts';
import { HUAWEI_ERRORS } from './huawei/error-bodies.ts';
import { HUAWEI_FAMILIES } from './huawei/families.ts';
import { ALIYUN_BODIES } from './aliyun/bodies.ts';
import { ALIYUN_ERRORS } from './aliyun/error-bodies.ts';
import type { Family } from './vector-file.ts';

/** All that is generated. */
export const FAMILIES: readonly Family[] = [
  ...HUAWEI_FAMILIES,
  ...ALIYUN_FAMILIES,
  INSTANCE_FAMILY,
  AUTHORIZATION_FAMILY,
  JWT_FAMILY,
  SIGNATURE_FAMILY,
  ALIYUN_BODIES,
  ALIYUN_ERRORS,
  HUAWEI_BODIES,
  HUAWEI_ERRORS,
  BLUEKING_BODIES,
  BLUEKING_ERRORS,
];
