import { styleText } from 'node:util';

/** What a text is to look like; each is one of the terminal's own sixteen colours, so that it fits any background. */
export type Style = Parameters<typeof styleText>[0];

/** Where something is printed for people. */
export interface Terminal {
  /** As wide as a line may be; `Infinity` where nobody says, as in a pipe. */
  readonly columns: number;
  /** The text in a style, where the terminal has colours. */
  paint(style: Style, text: string): string;
}

/** A stream, as far as it tells what it can show. */
export type OutputStream = Pick<NodeJS.WriteStream, 'columns' | 'isTTY'> & NodeJS.WritableStream;

/**
 * The terminal behind a stream. Colours are as Node decides: by the stream, NO_COLOR, FORCE_COLOR and
 * NODE_DISABLE_COLORS.
 */
export function terminalOf(stream: OutputStream): Terminal {
  return {
    columns: stream.isTTY ? stream.columns : Infinity,
    paint: (style, text) => (text === '' ? '' : styleText(style, text, { stream })),
  };
}

/** Control characters in a name that a client chose would steer the terminal. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ');
}
