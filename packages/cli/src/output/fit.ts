/**
 * The widths that let all columns stand within `total`: what is too much is taken from the widest of those
 * that may give.
 * @param least how narrow each may become
 * @param gap between two columns
 */
export function fitWidths(natural: readonly number[], least: readonly number[], total: number, gap: number): number[] {
  const widths = [...natural];
  for (let over = sum(widths) + gap * (widths.length - 1) - total; over > 0; over -= 1) {
    const spare = widths.map((width, at) => (width > (least[at] ?? width) ? width : 0));
    const widest = Math.max(...spare);
    if (widest === 0) break;
    const at = spare.indexOf(widest);
    widths[at] = widest - 1;
  }
  return widths;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
