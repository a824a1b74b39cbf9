/** A pattern in which `*` stands for any text, the empty one too. */
export function globOf(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(/[\\^$.+?()[\]{}|/]/g, String.raw`\$&`).replaceAll('*', '[^]*')}$`, 'u');
}
