import { type Secret, loadSecret } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { HELP } from '../../messages.ts';
import { LATEST } from '../../names.ts';
import { CSMS, defineOperation } from '../../operation.ts';
import { pageInfo, pageQuery } from '../../wire/csms/page.ts';
import { readingReplicas } from '../../wire/csms/replica.ts';
import { secretPath } from '../../wire/csms/secret.ts';
import { versionToWire } from '../../wire/csms/version.ts';
import { onSecret } from '../../permissions/secret-checks.ts';

export const ListSecretVersions = readingReplicas(
  defineOperation({
    ...CSMS,
    name: 'ListSecretVersions',
    checks: onSecret('csms:secret:listVersion'),
    routes: [{ method: 'GET', path: '/v1/{project_id}/secrets/{secret_name}/versions' }],
    input: Type.Object({ path: Type.Object(secretPath), query: Type.Object(pageQuery) }),
    async run({ services, settings, vault }, { path, query }) {
      const secret = await loadSecret(services, { vault, name: path.secret_name });
      const after = query.marker === undefined ? 0 : ordinalAt(secret, query.marker);
      const following = secret.versions.filter((version) => version.ordinal > after);
      const page = following.slice(0, Number(query.limit));
      return {
        version_metadatas: page.map((version) => versionToWire(secret, version, settings)),
        page_info: pageInfo(
          page.map((version) => version.id),
          following.length > page.length,
        ),
      };
    },
  }),
);

/** The place of a marker in the order of versions; one that rolled off keeps its place by its number. */
function ordinalAt(secret: Secret, marker: string): number {
  if (marker === LATEST) return secret.lastOrdinal;
  const version = secret.versions.find((candidate) => candidate.id === marker);
  if (version !== undefined) return version.ordinal;
  const [, number] = /^v([0-9]{1,10})$/.exec(marker) ?? [];
  if (number === undefined) throw new InvalidInputError('query.marker', 'pattern', HELP.markerForm);
  return Number(number);
}
