import { type Finding, type Verdict, worstOf } from '../model/verdict.ts';
import { findingOf, type InstanceAspectName } from '../rules/catalogue.ts';

/** What decides whether a customer key of the shared KMS 1.0 can go into an instance. */
export interface InstanceKeyMove {
  /** Whether its material was imported, or it has several versions. */
  readonly isOtherKind: boolean;
  readonly isOtherRegion: boolean;
  readonly isInstanceFull: boolean;
  /** Whether there are more than go together. */
  readonly isInBatches: boolean;
}

/** Asks the rules of the move from the shared KMS into an instance; a key keeps its id, spec and aliases. */
export function planInstanceKey(move: InstanceKeyMove): {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
} {
  const aspects: readonly (readonly [boolean, InstanceAspectName])[] = [
    [move.isOtherKind, 'KEY-KIND'],
    [move.isOtherRegion, 'REGION'],
    [move.isInstanceFull, 'QUOTA'],
    [move.isInBatches, 'BATCH'],
  ];
  const findings = aspects.flatMap(([holds, aspect]) => (holds ? [findingOf('K1-K3', aspect)] : []));
  return { verdict: worstOf(findings), findings };
}
