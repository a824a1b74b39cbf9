/** What a number may stand for. */
export function numberForm(value: number): string {
  if (!Number.isInteger(value)) return 'number:decimal';
  if (value >= 1e12 && value < 1e13) return 'number:epoch-ms';
  return value >= 1e9 && value < 1e10 ? 'number:epoch-s' : 'number';
}
