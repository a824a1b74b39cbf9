import type { Services, VaultId } from '@dragoman/core';
import { putResource } from '@dragoman/huawei-platform';

/** How a project wants its secrets checked. */
export type CheckerConfig = { readonly checking_secret_strength: boolean };

const KIND = 'huawei.checker-config';
const ID = 'config';
const DEFAULT: CheckerConfig = { checking_secret_strength: false };

export async function checkerConfig(
  { resources }: Pick<Services, 'resources'>,
  vault: VaultId,
): Promise<CheckerConfig> {
  return ((await resources.find(vault, KIND, ID))?.body as CheckerConfig | undefined) ?? DEFAULT;
}

export async function setCheckerConfig(services: Services, vault: VaultId, config: CheckerConfig): Promise<void> {
  await putResource(services, { vault, kind: KIND, id: ID }, config);
}
