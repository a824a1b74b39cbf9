import { flagsOf, type ProgramOptions } from './program-options.ts';

/** How leaks are rehearsed: as the options of `dragoman rehearse leaks` say. */
export interface LeaksOptions extends ProgramOptions {
  /** What changes below these is searched. */
  readonly folders?: readonly string[];
  /** Secrets that keep their values; `*` stands for any end. */
  readonly keep?: readonly string[];
  /** When the program is ended: `'10m'`. */
  readonly timeout?: string;
  /** Whether requests to hosts of no cloud pass once they were read; they do without. */
  readonly unknownHosts?: 'pass' | 'reject';
}

/** A value that was given away: where, how written, and by which request the program had it. */
export interface Leak {
  readonly location: string;
  readonly line: number;
  readonly offset: number;
  readonly encoding: 'plain' | 'json' | 'percent' | 'xml' | 'base64' | 'base64url' | 'hex' | 'utf-16';
  readonly value: LeakedValue;
  readonly handed_out: { readonly door: string; readonly operation: string; readonly request_id: string } | null;
}

/** Where a value comes from. */
export interface LeakedValue {
  readonly kind: 'secret' | 'key of the sandbox';
  readonly vault: string | null;
  readonly name: string;
  readonly version: string | null;
  /** Of JSON, such as `db.password`. */
  readonly member: string | null;
}

/** A rehearsal of leaks. */
export interface LeaksRehearsal {
  readonly passed: boolean;
  readonly seconds: number;
  /** `null` where the program was cut. */
  readonly exit: number | null;
  readonly leaks: readonly Leak[];
  readonly unsearched: readonly { readonly location: string; readonly reason: string }[];
  readonly too_short: readonly LeakedValue[];
}

export const LEAKS_OPTIONS = ['folders', 'keep', 'timeout', 'unknownHosts', 'hosts', 'cwd', 'env'];

export function leaksFlags({ folders = [], keep = [], timeout, unknownHosts }: LeaksOptions): string[] {
  return [
    ...flagsOf({ timeout, 'unknown-hosts': unknownHosts }),
    ...folders.flatMap((folder) => ['--folder', folder]),
    ...keep.flatMap((name) => ['--keep', name]),
  ];
}
