/** A file of the console, as the build leaves it: its bytes compressed, in Base64. */
export interface ConsoleFile {
  /** Below `/_dragoman/`; empty for the page itself. */
  readonly path: string;
  /** Its media type. */
  readonly type: string;
  /** As the header has it, with its quotes. */
  readonly etag: string;
  /** Whether its name changes with its content, so that it can be kept for ever. */
  readonly immutable: boolean;
  readonly gzip: string;
  readonly brotli: string;
}

/** Loads the files of the console. */
export type LoadConsole = () => Promise<readonly ConsoleFile[]>;
