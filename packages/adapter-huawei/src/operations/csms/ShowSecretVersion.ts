import { andThen, readSecretValue } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { LATEST } from '../../names.ts';
import { CSMS, defineOperation } from '../../operation.ts';
import { readingReplicas } from '../../wire/csms/replica.ts';
import { secretPath } from '../../wire/csms/secret.ts';
import { valueToWire } from '../../wire/csms/value.ts';
import { selectorOf, versionToWire } from '../../wire/csms/version.ts';
import { onValue } from '../../permissions/secret-checks.ts';

/**
 * dapr sends an empty version id and means the latest version, so a path that ends in `/versions/` is one of this
 * operation's.
 */
export const ShowSecretVersion = readingReplicas(
  defineOperation({
    ...CSMS,
    name: 'ShowSecretVersion',
    checks: onValue,
    routes: [
      { method: 'GET', path: '/v1/{project_id}/secrets/{secret_name}/versions/{version_id}' },
      { method: 'GET', path: '/v1/{project_id}/secrets/{secret_name}/versions/' },
    ],
    input: Type.Object({ path: Type.Object({ ...secretPath, version_id: Type.String({ default: LATEST }) }) }),
    run({ services, settings, vault }, { path }) {
      const read = readSecretValue(services, {
        ref: { vault, name: path.secret_name },
        selector: selectorOf(path.version_id, settings.latest),
        allowPendingDeletion: false,
      });
      return andThen(read, ({ secret, version, value }) => ({
        version: { version_metadata: versionToWire(secret, version, settings), ...valueToWire(value) },
      }));
    },
  }),
);
