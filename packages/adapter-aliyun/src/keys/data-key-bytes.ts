/** How long a data key is to be, in bytes. */
export function dataKeyBytes({
  KeySpec,
  NumberOfBytes,
}: {
  readonly KeySpec?: string;
  readonly NumberOfBytes?: string;
}): number {
  if (NumberOfBytes !== undefined) return Number(NumberOfBytes);
  return KeySpec === 'AES_128' ? 16 : 32;
}
