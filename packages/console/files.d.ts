import type { ConsoleFile } from '@dragoman/control';

/** The page and what it loads, made by `npm run bundle`. */
export declare const FILES: readonly ConsoleFile[];
