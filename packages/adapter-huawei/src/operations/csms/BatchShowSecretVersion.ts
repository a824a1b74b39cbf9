import { CURRENT, DomainError, type OpenedVersion, listSecretsByName, readSecretValue } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { CSMS, type HuaweiContext, defineOperation } from '../../operation.ts';
import { valueToWire } from '../../wire/csms/value.ts';
import { versionToWire } from '../../wire/csms/version.ts';
import { onProject } from '@dragoman/huawei-platform';
import { valueChecks } from '../../permissions/secret-checks.ts';

const Body = Type.Object({ secret_name_list: Type.Optional(Type.Array(Type.String())) });

/**
 * Reads the SYSCURRENT version of each secret that is named, or of every one in the project.
 * @NOTE unverified: one that cannot be read is left out, as the answer has no place for its error
 */
export const BatchShowSecretVersion = defineOperation({
  ...CSMS,
  name: 'BatchShowSecretVersion',
  checks: onProject('csms:secret:batchGetSecretValue'),
  routes: [{ method: 'POST', path: '/v1/{project_id}/secrets/batch-get-secret-value' }],
  body: 'optional',
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    const versions: object[] = [];
    for (const name of new Set(body.secret_name_list ?? (await everyName(context)))) {
      const found = await currentOf(context, name);
      if (found !== null && (await mayRead(context, found)))
        versions.push({
          version_metadata: versionToWire(found.secret, found.version, context.settings),
          ...valueToWire(found.value),
        });
    }
    return { total_count: versions.length, versions };
  },
});

/** Whether the caller may read the value; @NOTE unverified, as for one that cannot be read. */
async function mayRead(context: HuaweiContext, { secret, version }: OpenedVersion): Promise<boolean> {
  const { permissions } = context;
  return !permissions.asks || (await valueChecks(context, secret, version)).every((check) => permissions.allows(check));
}

async function everyName({ services, vault }: HuaweiContext): Promise<string[]> {
  const { secrets } = await listSecretsByName(services, vault, { after: null, limit: Infinity, where: () => true });
  return secrets.map(({ name }) => name);
}

async function currentOf({ services, vault }: HuaweiContext, name: string): Promise<OpenedVersion | null> {
  try {
    return await readSecretValue(services, {
      ref: { vault, name },
      selector: { label: CURRENT },
      allowPendingDeletion: false,
    });
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
