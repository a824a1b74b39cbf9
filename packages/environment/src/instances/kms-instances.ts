import {
  ensureInstance,
  type InstanceUse,
  listInstances,
  putIntoInstance,
  type ToMove,
} from '@dragoman/adapter-aliyun';
import type { Services, VaultId } from '@dragoman/core';

import type { EnvironmentSettings } from '../settings.ts';

/** The KMS instances of Alibaba Cloud, for whoever runs the gateway; a vault stands for an account and region. */
export interface KmsInstances {
  list(vault: VaultId): Promise<readonly InstanceUse[]>;
  /** Makes an instance that is connected; one that is there stays. */
  ensure(vault: VaultId, id: string): Promise<InstanceUse>;
  /** Puts secrets and keys into an instance. @throws InstanceMoveError, DomainError */
  put(vault: VaultId, id: string, given: ToMove): Promise<ToMove>;
}

export function kmsInstances({ doors }: EnvironmentSettings, services: Services): KmsInstances {
  const partsOf = (vault: VaultId) => ({ services, settings: doors.aliyun, vault });
  return {
    list: (vault) => listInstances(partsOf(vault)),
    ensure: (vault, id) => ensureInstance(partsOf(vault), id),
    put: (vault, id, given) => putIntoInstance(partsOf(vault), id, given),
  };
}
