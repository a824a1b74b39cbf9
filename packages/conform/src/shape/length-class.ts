const CLASSES = [16, 64, 256, 1_024, 4_096, 32_768, 65_536] as const;

/** A length as one of a few classes: `<=64`, or `>65536`. @param length in characters, or bytes of a body */
export function lengthClass(length: number): string {
  const most = CLASSES.find((limit) => length <= limit);
  return most === undefined ? `>${CLASSES.at(-1) ?? 0}` : `<=${most}`;
}
