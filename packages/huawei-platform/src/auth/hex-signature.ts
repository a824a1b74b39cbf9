const HEX = /^(?:[0-9a-f]{2})+$/i;

/** The bytes of a signature in hexadecimal; none where it is not, as `Buffer.from` leaves out what it cannot read. */
export function hexSignature(signature: string): Buffer {
  return HEX.test(signature) ? Buffer.from(signature, 'hex') : Buffer.alloc(0);
}
