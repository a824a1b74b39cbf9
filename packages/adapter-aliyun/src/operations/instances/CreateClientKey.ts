import { Type } from '@sinclair/typebox';

import { clientKeyData } from '../../dkms/client-key-file.ts';
import { invalidParameter, missingParameter } from '../../errors/kms-errors.ts';
import { ACCESS_POINTS } from '../../instances/access-point.ts';
import { newClientKeyPair } from '../../instances/client-key-pair.ts';
import { keepClientKey } from '../../instances/client-key.ts';
import { loadThing } from '../../instances/instance-records.ts';
import { HELP } from '../../messages/operations.ts';
import { defineOperation } from '../../operation.ts';
import { onAnything } from '../../secrets/secret-checks.ts';
import { isoTime, utcTime } from '../../wire/fields.ts';

const YEARS = 5;
const CHARACTERS = /^[0-9A-Za-z~!@#$%^&*?_-]{8,64}$/;
const KINDS = [/[0-9]/, /[A-Za-z]/, /[~!@#$%^&*?_-]/];

/** Makes a key pair and shows its private half this once, under the caller's password (page CreateClientKey). */
export const CreateClientKey = defineOperation({
  name: 'CreateClientKey',
  input: Type.Object({
    AapName: Type.String(),
    Password: Type.String(),
    NotBefore: Type.Optional(Type.String()),
    NotAfter: Type.Optional(Type.String()),
  }),
  checks: onAnything('kms:CreateClientKey'),
  async run(context, { AapName, Password, NotBefore, NotAfter }) {
    const { services } = context;
    checkPassword(Password);
    const now = services.clock.now();
    const validity = validityFromWire(now, NotBefore, NotAfter);
    await loadThing(context, ACCESS_POINTS, AapName);
    const id = `KAAP.${services.ids.uuid()}`;
    const { certificate, privateKey } = await newClientKeyPair(services.ids, id, validity);
    const times = { notBefore: isoTime(validity.notBefore), notAfter: isoTime(validity.notAfter) };
    await keepClientKey(context, context, { id, accessPoint: AapName, certificate, createdAt: isoTime(now), ...times });
    return {
      ClientKeyId: id,
      KeyAlgorithm: 'RSA_2048',
      PrivateKeyData: await clientKeyData({ id, certificate, privateKey }, Password),
      NotBefore: times.notBefore,
      NotAfter: times.notAfter,
    };
  },
});

/** 8 to 64 characters, of at least two kinds. @throws VendorError */
function checkPassword(password: string): void {
  if (CHARACTERS.test(password) && KINDS.filter((kind) => kind.test(password)).length >= 2) return;
  throw invalidParameter('Password', HELP.clientKeyPassword);
}

/** Both times or neither; from now on for five years where they are not given. @throws VendorError */
function validityFromWire(now: number, from: string | undefined, to: string | undefined) {
  if (from === undefined && to === undefined) return { notBefore: now, notAfter: yearsAfter(now, YEARS) };
  if (from === undefined) throw missingParameter('NotBefore', HELP.notAfterNeeds);
  if (to === undefined) throw missingParameter('NotAfter', HELP.notBeforeNeeds);
  const notBefore = utcTime('NotBefore', from);
  const notAfter = utcTime('NotAfter', to);
  if (notAfter <= notBefore) throw invalidParameter('NotAfter', HELP.notAfterLater);
  return { notBefore, notAfter };
}

function yearsAfter(time: number, years: number): number {
  const date = new Date(time);
  return date.setUTCFullYear(date.getUTCFullYear() + years);
}
