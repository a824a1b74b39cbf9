import { Type } from '@sinclair/typebox';

import { rejection } from '../../errors/rejections.ts';
import { onInstance } from '../../instance-checks.ts';
import { contentsOf, releaseInstance } from '../../instance-contents.ts';
import { loadInstance } from '../../instances/instance.ts';
import { HELP } from '../../messages/operations.ts';
import { defineOperation } from '../../operation.ts';
import { Flag, isTrue } from '../../wire/fields.ts';

/**
 * Gives a pay-as-you-go instance back with all that is in it. Nothing is ever backed up here, so one that holds
 * something goes only by force. Which errors KMS has for that is documented nowhere. @NOTE unverified
 */
export const ReleaseKmsInstance = defineOperation({
  name: 'ReleaseKmsInstance',
  input: Type.Object({ KmsInstanceId: Type.String(), ForceDeleteWithoutBackup: Type.Optional(Flag) }),
  checks: onInstance('kms:ReleaseKmsInstance'),
  async run(context, { KmsInstanceId: id, ForceDeleteWithoutBackup }) {
    const { charge, isProtected } = await loadInstance(context, id);
    if (charge === 'Subscription') throw rejection('operation', HELP.subscription({ id }));
    if (isProtected) throw rejection('instanceState', HELP.deletionProtected({ id }));
    const { keys, secrets } = await contentsOf(context, id);
    if (keys.length + secrets.length > 0 && !isTrue(ForceDeleteWithoutBackup))
      throw rejection('instanceState', HELP.holdsSomething({ id }));
    await releaseInstance(context, id);
    return {};
  },
});
