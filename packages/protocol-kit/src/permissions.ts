import {
  type Check,
  type DecidedCheck,
  type Decision,
  isDenied,
  type PermissionMode,
  type DeniedCheck,
} from '@dragoman/core';

/** What one request may do, asked by its operation. */
export interface Permissions<C extends Check = Check> {
  /** Whether anything is asked: who is not asked need not load what a check is made of. */
  readonly asks: boolean;
  /** All must pass, in their order. @throws what the dialect rejects with, for the first that does not */
  require(...checks: readonly C[]): void;
  /** Whether it would pass: for one of many, which alone is left out. Always where nothing is rejected. */
  allows(check: C): boolean;
}

/** Of whoever states no rights: nothing is asked. */
export const UNRESTRICTED: Permissions<never> & { readonly asks: false; readonly decided: null } = {
  asks: false,
  decided: null,
  require: () => undefined,
  allows: () => true,
};

/** How a request's checks are decided. */
export interface PermissionParts<C extends Check> {
  readonly mode: Exclude<PermissionMode, 'off'>;
  /** The port's decision about this caller; `null` is whoever states no rights: every check passes, and is recorded. */
  readonly decide: ((checks: readonly C[]) => Decision<C>) | null;
  /** The vendor's rejection. */
  readonly reject: (denied: DeniedCheck<C>) => Error;
}

/** Asks for one request, and remembers what was decided, for the journal. */
export class RequestPermissions<C extends Check = Check> implements Permissions<C> {
  readonly asks = true;
  readonly mode: PermissionParts<C>['mode'];
  readonly decided: DecidedCheck<C>[] = [];
  readonly #parts: PermissionParts<C>;

  constructor(parts: PermissionParts<C>) {
    this.#parts = parts;
    this.mode = parts.mode;
  }

  require(...checks: readonly C[]): void {
    for (const check of checks) {
      const decided = this.#decide(check);
      if (isDenied(decided) && this.mode === 'enforce') throw this.#parts.reject(decided);
    }
  }

  allows(check: C): boolean {
    return !isDenied(this.#decide(check)) || this.mode === 'observe';
  }

  #decide(check: C): DecidedCheck<C> {
    const decided = this.#parts.decide?.([check]).decided[0] ?? { check, outcome: 'allowed', by: null };
    this.decided.push(decided);
    return decided;
  }
}

/**
 * Whether a request's checks are asked at all: nobody's where the mode is `off`, those of whoever states rights where
 * it is `enforce`, and everybody's where it is `observe`, which records them.
 */
export function isAsked(mode: PermissionMode, statesRights: boolean): mode is Exclude<PermissionMode, 'off'> {
  return mode === 'observe' || (mode === 'enforce' && statesRights);
}
