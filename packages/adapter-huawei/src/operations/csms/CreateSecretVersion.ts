import { loadSecret, putSecretVersion, rejectNotEnabled, rejectPendingDeletion } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { csmsError } from '../../errors/csms.ts';
import { HELP } from '../../messages.ts';
import { MAX_STAGES, versioning } from '../../names.ts';
import { CSMS, type HuaweiContext, defineOperation } from '../../operation.ts';
import { checkRdsValue, isRds } from '../../wire/csms/rds.ts';
import { secretPath } from '../../wire/csms/secret.ts';
import { labelOf } from '../../wire/csms/stage.ts';
import { valueFields, valueFromWire } from '../../wire/csms/value.ts';
import { expireTimeField, expireTimeFromWire, versionToWire } from '../../wire/csms/version.ts';
import { onNewVersion } from '../../permissions/secret-checks.ts';

const Body = Type.Object({
  ...valueFields,
  version_stages: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 64 }))),
  expire_time: Type.Optional(expireTimeField),
});

export const CreateSecretVersion = defineOperation({
  ...CSMS,
  name: 'CreateSecretVersion',
  checks: onNewVersion,
  routes: [{ method: 'POST', path: '/v1/{project_id}/secrets/{secret_name}/versions' }],
  body: 'required',
  input: Type.Object({ path: Type.Object(secretPath), body: Body }),
  async run(context, { path, body }) {
    const { settings } = context;
    const value = valueFromWire(body, settings);
    const stages = body.version_stages ?? [];
    if (stages.length > MAX_STAGES) await rejectTooManyStages(context, path.secret_name);
    const { secret, version } = await putSecretVersion(context.services, {
      ref: { vault: context.vault, name: path.secret_name },
      actor: context.actor,
      value,
      versionId: null,
      labels: [...new Set(stages)].map(labelOf),
      expiresAt: expireTimeFromWire(body.expire_time),
      sameVersion: 'reject',
      check: (held) => {
        if (isRds(held)) checkRdsValue(value);
      },
      policy: versioning(settings),
    });
    return { version_metadata: versionToWire(secret, version, settings) };
  },
});

/** A quota is the last thing that is checked. */
async function rejectTooManyStages({ services, vault }: HuaweiContext, name: string): Promise<never> {
  const secret = await loadSecret(services, { vault, name });
  rejectPendingDeletion(secret);
  rejectNotEnabled(secret);
  throw csmsError('stagesRequested', HELP.stageLimit({ limit: MAX_STAGES }));
}
