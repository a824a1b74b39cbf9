import { ConfigError } from '@dragoman/input';

import { editKeyOf, type SecretEdit, type SecretEdits } from '../planner/edits.ts';
import { buildPlan, type PlanInput } from './build-plan.ts';
import type { PlanFile, PlanFileSecret } from './schema.ts';

/**
 * A plan that somebody edited, checked and made anew: `to.name` and `action` of secrets, and `waivers`, are as the file
 * has them; what follows from them is worked out again, whatever the file says.
 * @param edited as it was read, its checksum unchecked
 * @param input what the plan was made of
 * @param file how it is called
 * @throws ConfigError where the file is the plan of something else, or an edit cannot be
 */
export function editPlan(edited: PlanFile, input: Omit<PlanInput, 'edits' | 'waivers'>, file: string): PlanFile {
  const waivers = edited.waivers;
  const plain = buildPlan({ ...input, waivers });
  rejectOthers(edited, plain, file);
  return buildPlan({ ...input, waivers, edits: editsOf(edited, plain) });
}

function rejectOthers(edited: PlanFile, plain: PlanFile, file: string): void {
  if (edited.source.fingerprint !== plain.source.fingerprint || edited.source.dialect !== plain.source.dialect)
    throw new ConfigError(`${file} is the plan of other sources than these: make the plan anew`);
  const keyOf = ({ id, from }: PlanFileSecret): string => JSON.stringify([id, from.name, from.id]);
  const others = new Set(plain.secrets.map(keyOf));
  const odd = edited.secrets.find((secret) => !others.has(keyOf(secret)));
  if (odd !== undefined)
    throw new ConfigError(
      `${file}: ${JSON.stringify(odd.from.name)} is no secret of the plan: change to.name, not from`,
    );
  if (edited.secrets.length !== plain.secrets.length)
    throw new ConfigError(`${file} lacks secrets of the plan: give action: skip to those that are to stay behind`);
}

/** What differs from what the rules decide, and what was edited before. */
function editsOf(edited: PlanFile, plain: PlanFile): SecretEdits {
  const byId = new Map(plain.secrets.map((secret) => [secret.id, secret]));
  return new Map(
    edited.secrets.map((secret) => {
      const decided = byId.get(secret.id);
      const { from, to, action, edited: before = [] } = secret;
      const edit: SecretEdit = {
        ...(to.name === decided?.to.name ? {} : { name: to.name }),
        ...(action === decided?.action && !before.includes('action') ? {} : { action }),
      };
      return [editKeyOf({ name: from.name, id: from.id ?? null }), edit];
    }),
  );
}
