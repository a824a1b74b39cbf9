import { strictObject } from '@dragoman/input';
import { Type } from '@sinclair/typebox';

const Credentials = Type.Record(Type.String(), Type.String());

/** What an identity proves itself with, by door. */
export const DoorCredentials = strictObject(
  { huawei: Credentials, aliyun: Credentials, bk: Credentials },
  { description: 'what clients are configured with, under the names that each vendor gives it' },
);
