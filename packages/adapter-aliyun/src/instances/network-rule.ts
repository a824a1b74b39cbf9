import type { InstanceThing } from './instance-records.ts';

/** Where requests may come from: the one type there is, Private. */
export type NetworkRule = {
  readonly name: string;
  readonly description: string;
  /** Addresses and blocks of addresses. */
  readonly sourcePrivateIp: readonly string[];
};

export const NETWORK_RULES: InstanceThing<NetworkRule> = {
  kind: 'aliyun.network-rule',
  configured: ({ instances }) =>
    instances
      .flatMap(({ network_rules = [] }) => network_rules)
      .map(({ name, description = '', source_private_ip: sourcePrivateIp = [] }) => ({
        id: name,
        body: { name, description, sourcePrivateIp },
      })),
};
