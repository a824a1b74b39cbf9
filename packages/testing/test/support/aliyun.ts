import kms, { CreateSecretRequest, GetSecretValueRequest } from '@alicloud/kms20160120';
import { Config } from '@alicloud/rpc-client';

/** A user's code, with the official client and no address in it. */
export interface Vault {
  put(name: string, value: string): Promise<unknown>;
  get(name: string): Promise<string>;
}

/** @param config what a user gives the client */
export function aliyunVault(config: Readonly<Record<string, string>>): Vault {
  const client = new kms.default(new Config(config));
  return {
    put: (name, value) =>
      client.createSecret(new CreateSecretRequest({ secretName: name, versionId: '1', secretData: value })),
    get: async (name) => (await client.getSecretValue(new GetSecretValueRequest({ secretName: name }))).secretData,
  };
}
