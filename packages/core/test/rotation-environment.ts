import type { RotationPlan } from '../src/model/rotation-plan.ts';
import type { SecretEvent } from '../src/model/secret-event.ts';
import { OUTBOX_KIND, eventIn } from '../src/commands/outbox.ts';
import { loadSecret } from '../src/commands/load-secret.ts';
import { rotateDueSecret } from '../src/commands/rotate-due-secret.ts';
import { FakeRotationTarget } from '../src/store-contract/fake-rotation-target.ts';
import { FREE, type Environment, made, newEnvironment, target } from './environment.ts';

export const PLAN: RotationPlan = { accounts: 'one', pendingLabel: null, versionIds: 'numbered', versioning: FREE };
export const TWO: RotationPlan = { ...PLAN, accounts: 'two', pendingLabel: 'pending' };
export const DAY = 86_400_000;
export const byHand = { ...target(), versionId: null };

interface RotationEnvironment extends Environment {
  readonly target: FakeRotationTarget;
}

/** An environment with the secret `name`, which holds `one` and rotates by the plan; everything is listened to. */
export async function rotationEnvironment(plan: RotationPlan = PLAN): Promise<RotationEnvironment> {
  const rotationTarget = new FakeRotationTarget();
  const environment = newEnvironment(() => ({ rotationTarget, events: { isSubscribed: () => true } }));
  await made(environment, { rotation: { plan, enabled: true, periodMs: DAY } });
  return { ...environment, target: rotationTarget };
}

export async function eventsOf({ services }: Environment): Promise<SecretEvent[]> {
  return (await services.resources.listDue(OUTBOX_KIND, Number.MAX_SAFE_INTEGER, 99)).map(eventIn);
}

/** Does what is due for the secret. */
export async function runDueRotation(environment: Environment): Promise<string> {
  return rotateDueSecret(environment.services, await loadSecret(environment.services, target().ref), () => undefined);
}
