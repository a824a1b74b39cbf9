import { NOW } from '../answers/exchange.ts';
import type { ExpectedError, Family, Note, Request, Vector } from '../vector-file.ts';
import { type Rejection, type Rules, type Secret, type Step, apply, newSecret, stagesByVersion } from './model.ts';
import type { Sequence } from './sequences.ts';

const basic = (description: string): Note => ({ bugType: 'BASIC', description });
const edge = (description: string): Note => ({ bugType: 'EDGE_CASE', description });

const NOTES: Readonly<Record<string, Note>> = {
  Put: basic(
    'A new version takes the stages that it is given, else the current one, and leaves the previous one behind.',
  ),
  Move: basic('A stage is moved by hand.'),
  Remove: basic('A stage is taken away from a version.'),
  Repeat: edge('A version is put again: with its own data it sets stages, with other data it is rejected.'),
  NoVersion: edge('A version that there is not.'),
  Quota: edge('There are as many stages as there may be.'),
  RollOff: edge('There are as many versions as there may be: the oldest without a stage goes.'),
  PseudoRandom: edge('Steps chosen at random from a fixed seed, each with what it leads to.'),
};

/** How a service is asked, and what it answers. */
export interface Wire {
  readonly create: Request;
  readonly request: (step: Step) => readonly [operation: string, request: Request];
  readonly error: (rejection: Rejection) => ExpectedError;
  /** What is rejected before the rules of stages are looked at. */
  readonly rejects: (step: Step) => Rejection | null;
}

/** A family of sequences. */
export function stageFamily(
  {
    service,
    algorithm,
    header,
  }: { readonly service: 'aliyun' | 'huawei'; readonly algorithm: string; readonly header: readonly string[] },
  rules: Rules,
  wire: Wire,
  sequences: readonly Sequence[],
): Family {
  const tests = sequences.map((sequence) => vectorOf(sequence, rules, wire));
  return {
    name: `${service}-stages`,
    algorithm,
    schema: 'stage_rules_schema.json',
    header,
    notes: NOTES,
    groups: [{ type: 'StageRules', service, now: NOW, tests }],
  };
}

function vectorOf({ comment, flag, steps }: Sequence, rules: Rules, wire: Wire): Vector {
  let secret: Secret = newSecret(rules, 'v1', 'data');
  const first = { operation: 'CreateSecret', request: wire.create, stages: stagesByVersion(secret) };
  const rest = steps.map((step) => {
    const [operation, request] = wire.request(step);
    const after = wire.rejects(step) ?? apply(secret, step, rules);
    if (typeof after === 'string')
      return { operation, request, error: wire.error(after), stages: stagesByVersion(secret) };
    secret = after;
    return { operation, request, stages: stagesByVersion(secret) };
  });
  const last = rest.at(-1);
  const isRejected = last !== undefined && 'error' in last;
  return { comment, flags: [flag], steps: [first, ...rest], result: isRejected ? 'invalid' : 'valid' };
}
