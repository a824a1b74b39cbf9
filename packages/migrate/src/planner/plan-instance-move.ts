import { type Finding, type Verdict, worstOf } from '../model/verdict.ts';
import { findingOf, type InstanceAspectName } from '../rules/catalogue.ts';

/** What decides whether a secret of the shared KMS 1.0 can go into an instance. */
export interface InstanceMove {
  readonly name: string;
  readonly isRotating: boolean;
  /** Whether a customer key seals it that is not in the instance. */
  readonly needsKey: boolean;
  /** Whether that key has imported material. */
  readonly hasImportedKey: boolean;
  readonly isNameTaken: boolean;
  readonly isOtherRegion: boolean;
  readonly isInstanceFull: boolean;
  /** How many secrets are to move. */
  readonly secretsToMove: number;
  /** Operations that the application calls. */
  readonly appUses: readonly string[];
  readonly usesDedicatedGateway: boolean;
  /** Version of the instance's image, `2.9.0`; `null` where it is not known. */
  readonly image: string | null;
}

/** What becomes of the secret; it keeps its name. */
export interface PlannedInstanceMove {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly target: { readonly name: string } | null;
}

const BATCH_SIZE = 50;
const LEAST_IMAGE = [2, 9, 0];
/** What the gateway of an instance serves, as the SDKs that lead over to it do. */
const SERVED: ReadonlySet<string> = new Set([
  ...['Encrypt', 'Decrypt', 'GenerateDataKey', 'GenerateDataKeyWithoutPlaintext', 'GetPublicKey'],
  ...['AsymmetricEncrypt', 'AsymmetricDecrypt', 'AsymmetricSign', 'AsymmetricVerify', 'GetSecretValue'],
]);

/** Asks the rules of the move from the shared KMS into an instance, which the vendor's console makes. */
export function planInstanceMove(move: InstanceMove): PlannedInstanceMove {
  const findings: Finding[] = [];
  const when = (condition: boolean, aspect: InstanceAspectName): void => {
    if (condition) findings.push(findingOf('K1-K3', aspect));
  };
  when(move.isNameTaken, 'DUP-NAME');
  when(move.needsKey, 'KEY-FIRST');
  when(move.hasImportedKey, 'KEY-KIND');
  when(move.isRotating, 'ROTATION-ON');
  when(move.isOtherRegion, 'REGION');
  when(move.isInstanceFull, 'QUOTA');
  when(move.secretsToMove > BATCH_SIZE, 'BATCH');
  when(
    move.appUses.some((operation) => !SERVED.has(operation)),
    'API',
  );
  when(move.usesDedicatedGateway, 'ENDPOINT');
  when(move.image !== null && isOlder(move.image, LEAST_IMAGE), 'IMAGE');
  const verdict = worstOf(findings);
  return { verdict, findings, target: verdict === 'refused' ? null : { name: move.name } };
}

function isOlder(version: string, least: readonly number[]): boolean {
  const parts = version.split('.').map(Number);
  const at = least.findIndex((part, index) => (parts[index] ?? 0) !== part);
  return at !== -1 && (parts[at] ?? 0) < (least[at] ?? 0);
}
