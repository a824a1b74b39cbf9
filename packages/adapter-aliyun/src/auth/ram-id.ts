import { sha256Hex } from '@dragoman/protocol-kit';

/** RAM's ids of users and roles are long numbers; here they follow from the name, so they stay the same. */
export function ramId(first: string, name: string): string {
  return (
    first +
    BigInt(`0x${sha256Hex(name).slice(0, 14)}`)
      .toString()
      .padStart(17, '0')
      .slice(0, 17)
  );
}
