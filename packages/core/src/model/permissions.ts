/**
 * What becomes of a request that its caller has no permission for: `off` asks nobody, `observe` lets it pass and
 * records what would have been rejected, `enforce` rejects it.
 */
export type PermissionMode = 'off' | 'observe' | 'enforce';

/** One thing that an operation does to one resource, as policies name both. A dialect's own has more beside. */
export interface Check {
  /** As the vendor names it, such as `kms:GetSecretValue`. */
  readonly action: string;
  /** As the vendor names it; `*` where the action is on no resource. */
  readonly resource: string;
}

/** Why a check is denied: nothing allows it, a statement denies it, or the app may not call the API. */
export type DenialKind = 'implicit-deny' | 'explicit-deny' | 'app-denied';

/** The statement that decided a check. */
export interface DecidingStatement {
  /** Where the policy is attached, such as `identity`, `session`, `resource`, `trust`, `grant`. */
  readonly source: string;
  /** The policy's name; what stands for it where it has none. */
  readonly policy: string;
  /** From 1; 0 where the whole policy decided, by its silence. */
  readonly statement: number;
}

/** A part of a statement that keeps it from being about a check. */
export interface StatementMismatch {
  /** As the vendor's grammar calls it, such as `Resource`. */
  readonly element: string;
  /** What the statement has there. */
  readonly written: string;
}

/** The statement that came closest to allowing a check. */
export interface NearStatement extends DecidingStatement {
  /** All that keeps it from it; not empty. */
  readonly mismatches: readonly StatementMismatch[];
}

/** A check and what was decided of it. */
export interface DecidedCheck<C extends Check = Check> {
  readonly check: C;
  readonly outcome: 'allowed' | DenialKind;
  /** `null` where no statement matches, and for whoever states no rights. */
  readonly by: DecidingStatement | null;
  /** In a session of a role: the role, whose rights decide in place of those of the identity that assumed it. */
  readonly role?: string;
  /**
   * Of a check that nothing allows: looks for the statement that came closest; `null` where none is near. Found only
   * when it is asked for, as a decision is made for every request.
   */
  readonly nearest?: () => NearStatement | null;
}

/** The first check that fails. */
export interface DeniedCheck<C extends Check = Check> extends DecidedCheck<C> {
  readonly outcome: DenialKind;
}

/** What was decided of an ordered list of checks, all of which must pass. */
export interface Decision<C extends Check = Check> {
  /** Up to the first that fails, which is the last of them. */
  readonly decided: readonly DecidedCheck<C>[];
  /** `null` where all of them pass. */
  readonly denied: DeniedCheck<C> | null;
}

/** @param decide one check */
export function decideInOrder<C extends Check>(
  checks: readonly C[],
  decide: (check: C) => DecidedCheck<C>,
): Decision<C> {
  const decided: DecidedCheck<C>[] = [];
  for (const check of checks) {
    const one = decide(check);
    decided.push(one);
    if (isDenied(one)) return { decided, denied: one };
  }
  return { decided, denied: null };
}

export function isDenied<C extends Check>(decided: DecidedCheck<C>): decided is DeniedCheck<C> {
  return decided.outcome !== 'allowed';
}
