import type { InstanceThing } from './instance-records.ts';

/** What the holder of a client key may do; no RAM policy. */
export type InstancePolicy = {
  readonly name: string;
  readonly description: string;
  /** The id of the instance that it is for; empty for the secrets and keys that are in none. */
  readonly kmsInstance: string;
  /** `RbacPermission/Template/CryptoServiceKeyUser`, `…SecretUser`. */
  readonly permissions: readonly string[];
  /** `key/<id>`, `secret/<name>`, either with `*`. */
  readonly resources: readonly string[];
  /** The names of network rules. */
  readonly networkRules: readonly string[];
};

export const POLICIES: InstanceThing<InstancePolicy> = {
  kind: 'aliyun.instance-policy',
  configured: ({ instances }) =>
    instances.flatMap(({ id: kmsInstance, policies = [] }) =>
      policies.map(
        ({ name, description = '', permissions = [], resources = [], network_rules: networkRules = [] }) => ({
          id: name,
          body: { name, description, kmsInstance, permissions, resources, networkRules },
        }),
      ),
    ),
};
