import { CURRENT, DomainError, type OpenedVersion, listSecretsByName, readSecretValue } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { CSMS, type HuaweiContext, defineOperation } from '../../operation.ts';
import { valueToWire } from '../../wire/csms/value.ts';
import { versionToWire } from '../../wire/csms/version.ts';

const Body = Type.Object({ secret_name_list: Type.Optional(Type.Array(Type.String())) });

/**
 * Reads the SYSCURRENT version of each secret that is named, or of every one in the project.
 * @NOTE unverified: one that cannot be read is left out, as the answer has no place for its error
 */
export const BatchShowSecretVersion = defineOperation({
  ...CSMS,
  name: 'BatchShowSecretVersion',
  routes: [{ method: 'POST', path: '/v1/{project_id}/secrets/batch-get-secret-value' }],
  body: 'optional',
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    const versions: object[] = [];
    for (const name of new Set(body.secret_name_list ?? (await everyName(context)))) {
      const found = await currentOf(context, name);
      if (found !== null)
        versions.push({
          version_metadata: versionToWire(found.secret, found.version, context.settings),
          ...valueToWire(found.value),
        });
    }
    return { total_count: versions.length, versions };
  },
});

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
