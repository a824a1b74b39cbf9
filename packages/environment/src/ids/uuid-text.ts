/** What a UUID is made of. */
export const UUID_BYTES = 16;

const DIGITS = Buffer.from('0123456789abcdef');
/** Where the digits of each byte stand in the text. */
const POSITIONS = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

/** Where a text is written before it is one. */
const text = Buffer.alloc(36, '-');

/**
 * A version 4 UUID (RFC 9562, section 5.4) of 16 random bytes. It is one piece of text: Node's `randomUUID` leaves
 * twenty to be joined by who writes it, at every request.
 * @param from where the bytes begin
 */
export function uuidText(bytes: Uint8Array, from = 0): string {
  for (let at = 0; at < UUID_BYTES; at += 1) {
    const byte = ofVersion4(bytes[from + at] ?? 0, at);
    const position = POSITIONS[at] ?? 0;
    text[position] = DIGITS[byte >> 4] ?? 0;
    text[position + 1] = DIGITS[byte & 0x0f] ?? 0;
  }
  return text.toString('latin1');
}

/** Version and variant stand in the upper bits of two bytes. */
function ofVersion4(byte: number, at: number): number {
  if (at === 6) return (byte & 0x0f) | 0x40;
  return at === 8 ? (byte & 0x3f) | 0x80 : byte;
}
