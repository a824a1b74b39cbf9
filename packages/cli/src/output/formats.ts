/** How an answer is printed: for people, or for programs. */
export const FORMATS = ['table', 'wide', 'json', 'yaml', 'ndjson'] as const;

export type Format = (typeof FORMATS)[number];

/** The answer for programs: one value, or of a list a line each. */
export async function formatForPrograms(answer: unknown, format: 'json' | 'yaml' | 'ndjson'): Promise<string> {
  switch (format) {
    case 'json':
      return `${JSON.stringify(answer)}\n`;
    case 'ndjson':
      return rowsOf(answer)
        .map((row) => `${JSON.stringify(row)}\n`)
        .join('');
    case 'yaml':
      return (await import('@dragoman/input/yaml')).stringify(answer, { lineWidth: 0 });
  }
}

/** The list that an answer holds, where it holds one. */
function rowsOf(answer: unknown): readonly unknown[] {
  const lists = Object.values(Object(answer) as object).filter((value) => Array.isArray(value));
  return lists.length === 1 ? (lists[0] as readonly unknown[]) : [answer];
}
