import type { Check, Decision } from '../model/permissions.ts';

/** Decides what somebody may do. Pure: whatever it depends on is in what it is given. */
export interface Authorizer<Principal, C extends Check = Check> {
  /** All checks must pass, in their order; the first that fails is named. */
  decide(principal: Principal, checks: readonly C[]): Decision<C>;
}
