/** A time of an answer as people read it, without fractions: `2030-01-01 09:30:00 UTC`. */
export function readableTime(iso: string | null): string | null {
  return iso === null ? null : `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

/** The same for a column whose title says that it is UTC. */
export function tableTime(iso: string | null): string | null {
  return iso === null ? null : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}

/** A size in bytes as people read it. */
export function readableBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  const at = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const size = bytes / 1_024 ** at;
  return `${at === 0 ? size : size.toFixed(1)} ${units[at] ?? ''}`;
}
