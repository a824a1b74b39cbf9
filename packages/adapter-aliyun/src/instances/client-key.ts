import { type ClientKey, INSTANCE_DEFAULTS } from './instance-settings.ts';
import type { AliyunContext } from '../operation.ts';
import { collectFromInstances } from './instance.ts';

/** A client key and the access point that it belongs to. */
export interface OwnedKey {
  readonly key: ClientKey;
  readonly owner: string;
}

export function clientKeys(context: Pick<AliyunContext, 'settings'>): readonly OwnedKey[] {
  const points = collectFromInstances(context, ({ access_points }) => access_points);
  return points.flatMap(({ name: owner, client_keys = [] }) => client_keys.map((key) => ({ key, owner })));
}

export function clientKeyToWire({ key, owner }: OwnedKey) {
  return {
    ClientKeyId: key.id,
    AapName: owner,
    KeyAlgorithm: 'RSA_2048',
    KeyOrigin: 'KMS_PROVIDED',
    PublicKeyData: key.certificate ?? '',
    CreateTime: key.not_before ?? INSTANCE_DEFAULTS.created_at,
    NotBefore: key.not_before ?? INSTANCE_DEFAULTS.created_at,
    NotAfter: key.not_after ?? INSTANCE_DEFAULTS.ends_at,
  };
}
