import { type Json } from '@dragoman/core';

export const json = (value: Json) => JSON.stringify(value);

export const accounts = (...names: string[]) =>
  json({ Accounts: names.map((AccountName) => ({ AccountName, AccountPassword: `pw-${AccountName}` })) });

export const RDS = {
  SecretName: 'rds',
  VersionId: 'v1',
  SecretType: 'Rds',
  SecretData: accounts('user'),
  ExtendedConfig: json({ SecretSubType: 'SingleUser', DBInstanceId: 'rm-1' }),
};

export const DOUBLE = {
  ...RDS,
  SecretData: accounts('one', 'two'),
  ExtendedConfig: json({ SecretSubType: 'DoubleUsers', DBInstanceId: 'rm-1' }),
};
