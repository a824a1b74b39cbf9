/** ISO 8601 with six places after the second. */
export function iamTime(time: number): string {
  return new Date(time).toISOString().replace('Z', '000Z');
}
