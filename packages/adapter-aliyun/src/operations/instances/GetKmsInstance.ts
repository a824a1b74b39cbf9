import { Type } from '@sinclair/typebox';

import { loadInstance } from '../../instances/instance.ts';
import { instanceToWire } from '../../instances/instance-to-wire.ts';
import { defineOperation } from '../../operation.ts';
import { onInstance } from '../../instance-checks.ts';

export const GetKmsInstance = defineOperation({
  name: 'GetKmsInstance',
  input: Type.Object({ KmsInstanceId: Type.String() }),
  checks: onInstance('kms:GetKmsInstance'),
  async run(context, { KmsInstanceId }) {
    const instance = await loadInstance(context, KmsInstanceId);
    const caCertificate = instance.caCertificate || firstCertificate((await context.authority()) ?? '');
    return { KmsInstance: instanceToWire({ ...instance, caCertificate }, context) };
  },
});

/** One alone suits every SDK: that for Java reads from behind the end of the first, where several are given. */
function firstCertificate(pem: string): string {
  return /^-----BEGIN CERTIFICATE-----\n.*?-----END CERTIFICATE-----\n/s.exec(pem)?.[0] ?? '';
}
