/** The words of a text in lines of at most a width; a word that is longer stands in a line of its own. */
export function foldWords(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** A text in pieces of at most a width, wherever that cuts. */
export function foldHard(text: string, width: number): string[] {
  if (text.length <= width) return [text];
  const pieces: string[] = [];
  for (let from = 0; from < text.length; from += width) pieces.push(text.slice(from, from + width));
  return pieces;
}
