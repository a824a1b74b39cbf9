import { credentialFromText, type SecretLimits } from '@dragoman/core';

import { MAX_DESCRIPTION_BYTES, MAX_NAME_LENGTH } from './names.ts';

/**
 * Bytes of a credential's slots, escaped as JSON, that fill the column of JOB once they are sealed (`TEXT`, 65,535 of
 * Base64; AESUtils puts 16 bytes before and pads).
 */
const MAX_SLOT_BYTES = 49_000;

/** What JOB could hold of a secret: one value, without labels and tags. */
export const bkSecretLimits: SecretLimits = {
  name: ({ name }) => (Array.from(name).length > MAX_NAME_LENGTH ? 'NAME-LENGTH' : null),
  descriptionBytes: MAX_DESCRIPTION_BYTES,
  versions: 1,
  labels: null,
  label: () => 'LABELS',
  tag: () => 'TAGS',
  value: (data) => (slotBytes(data) > MAX_SLOT_BYTES ? 'VALUE-SIZE' : null),
};

function slotBytes(data: string): number {
  const { accessKey, secretKey, username, password } = credentialFromText(data).slots;
  const slots = [accessKey, secretKey, username, password].filter((slot) => slot !== undefined);
  return slots.reduce((sum, slot) => sum + Buffer.byteLength(JSON.stringify(slot)) - 2, 0);
}
