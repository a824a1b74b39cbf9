import type { Environment } from './environment.ts';

export async function put(environment: Environment, VersionId: string, more: Record<string, string> = {}) {
  return environment.ok('PutSecretValue', { SecretName: 's', VersionId, SecretData: `data ${VersionId}`, ...more });
}

/** Every version that is kept, with its stages. */
export async function stages(environment: Environment, IncludeDeprecated = 'true'): Promise<Record<string, string[]>> {
  const { VersionIds } = await environment.ok('ListSecretVersionIds', {
    SecretName: 's',
    IncludeDeprecated,
    PageSize: '100',
  });
  const { VersionId } = VersionIds as { VersionId: { VersionId: string; VersionStages: { VersionStage: string[] } }[] };
  return Object.fromEntries(VersionId.map((version) => [version.VersionId, version.VersionStages.VersionStage]));
}
