import { choicesFrom } from '../random.ts';
import { type Wire, stageFamily } from '../stages/family.ts';
import type { Rejection, Rules, Step } from '../stages/model.ts';
import { type Sequence, commonSequences, move, put, randomSequence, remove } from '../stages/sequences.ts';
import type { ExpectedError } from '../vector-file.ts';
import { call } from './answers.ts';

/** At most 10 versions and 8 stages (page "Manage secret versions"). */
const RULES: Rules = {
  current: 'ACSCurrent',
  previous: 'ACSPrevious',
  maxVersions: 10,
  maxStages: 8,
  moveHandsOver: true,
};

const NAME = { SecretName: 'orders/db' };
const NOT_FOUND: ExpectedError = { status: 404, code: 'Forbidden.ResourceNotFound', message: 'Resource not found.' };
const LIMIT: ExpectedError = { status: 400, code: 'Rejected.LimitExceeded', message: 'exceed secret limits error' };
const MISMATCH: ExpectedError = { status: 400, code: 'Rejected.InvalidRequest', message: 'param mismatch' };

const ERRORS: Readonly<Record<Rejection, ExpectedError>> = {
  'version-exists': {
    status: 409,
    code: 'Rejected.ResourceExist',
    message: 'The request was rejected becasue key already exsit',
  },
  'no-version': NOT_FOUND,
  'misnamed-version': NOT_FOUND,
  'no-stage': NOT_FOUND,
  'not-on-version': MISMATCH,
  'built-in': {
    status: 400,
    code: 'InvalidParameter',
    message: 'The specified parameter MoveToVersion is not valid.',
  },
  'too-many-stages': LIMIT,
  'too-many-at-once': LIMIT,
  'too-many-versions': LIMIT,
};

function requestOf(step: Step): ReturnType<Wire['request']> {
  if (step.do === 'put') {
    const stages = step.stages === null ? undefined : JSON.stringify(step.stages);
    const parameters = { ...NAME, VersionId: step.id ?? '', SecretData: step.data, VersionStages: stages };
    return ['PutSecretValue', call('PutSecretValue', parameters, 'JSON', true)];
  }
  const moved = step.do === 'move' ? { MoveToVersion: step.to } : {};
  const parameters = { ...NAME, VersionStage: step.stage, ...moved, RemoveFromVersion: step.from ?? undefined };
  return ['UpdateSecretVersionStage', call('UpdateSecretVersionStage', parameters)];
}

const WIRE: Wire = {
  create: call('CreateSecret', { ...NAME, VersionId: 'v1', SecretData: 'data' }, 'JSON', true),
  request: requestOf,
  error: (rejection) => ERRORS[rejection],
  rejects: () => null,
};

const one = (comment: string, flag: string, ...steps: readonly Step[]): Sequence => ({ comment, flag, steps });

/** What KMS alone has: versions are named by the caller, and a stage says where it comes from. */
const OWN: readonly Sequence[] = [
  one('a version again with its data changes nothing', 'Repeat', put('v2'), put('v2')),
  one('a version again with other data', 'Repeat', put('v2'), put('v2', null, 'other')),
  one('a version again with a stage sets it', 'Repeat', put('v2'), put('v1', ['blue'])),
  one(
    'the first version again with the current stage is the current one',
    'Repeat',
    put('v2'),
    put('v1', ['ACSCurrent']),
  ),
  one('the current version again with the current stage', 'Repeat', put('v2'), put('v2', ['ACSCurrent'])),
  one(
    'a version again with both built-in stages',
    'Repeat',
    put('v2'),
    put('v3'),
    put('v1', ['ACSCurrent', 'ACSPrevious']),
  ),
  one(
    'a version again with a stage too many',
    'Repeat',
    put('v2'),
    ...'abcdef'.split('').map((stage) => move(stage, 'v1')),
    put('v1', ['z']),
  ),
  one('versions differ by case', 'Put', put('V1'), put('V2')),
  one('a version by any name', 'Put', put('2026-01-02/blue'), move('blue', '2026-01-02/blue')),
  one(
    'a version by the name of one that went is a new one',
    'RollOff',
    ...Array.from({ length: 10 }, (_, at) => put(`v${at + 2}`)),
    put('v1', null, 'other'),
  ),
  one('a stage is moved from where it is', 'Move', put('v2', ['blue']), move('blue', 'v1', 'v2')),
  one('a stage is moved from where it is not', 'Move', put('v2', ['blue']), move('blue', 'v2', 'v1')),
  one('a stage is moved from a version that there is not', 'NoVersion', put('v2', ['blue']), move('blue', 'v1', 'v9')),
  one('the current stage is moved from where it is', 'Move', put('v2'), move('ACSCurrent', 'v1', 'v2')),
  one('the current stage is moved from where it is not', 'Move', put('v2'), move('ACSCurrent', 'v2', 'v1')),
  one('a stage is moved from and to where it is', 'Move', put('v2', ['blue']), move('blue', 'v2', 'v2')),
  one('a stage is taken away', 'Remove', move('blue', 'v1'), remove('blue', 'v1')),
  one('a stage is taken away twice', 'Remove', move('blue', 'v1'), remove('blue', 'v1'), remove('blue', 'v1')),
  one('a stage is taken away from where it is not', 'Remove', put('v2'), move('blue', 'v1'), remove('blue', 'v2')),
  one('a stage is taken away from a version that there is not', 'NoVersion', move('blue', 'v1'), remove('blue', 'v9')),
  one('the current stage is not taken away', 'Remove', remove('ACSCurrent', 'v1')),
  one('the previous stage is not taken away', 'Remove', put('v2'), remove('ACSPrevious', 'v1')),
];

function random(): Sequence[] {
  const choices = choicesFrom('aliyun-stages');
  const own = [
    (version: string, stage: string): Step => remove(stage, version),
    (version: string, stage: string): Step => move(stage, version, 'v1'),
    (version: string): Step => put(version, null, 'other'),
    (version: string, stage: string): Step => put(version, [stage]),
  ];
  return Array.from({ length: 40 }, (_, at) => ({
    comment: `steps at random, ${at + 1}`,
    flag: 'PseudoRandom',
    steps: randomSequence(RULES, choices, 6 + choices.below(12), (n, stages) => put(`v${n}`, stages), own),
  }));
}

export const ALIYUN_STAGES = stageFamily(
  {
    service: 'aliyun',
    algorithm: 'Stages of KMS',
    header: [
      'What is done to a secret of KMS of Alibaba Cloud, step by step, and which version has which stage after each.',
      'At most 10 versions and 8 stages, ACSCurrent and ACSPrevious among them.',
    ],
  },
  RULES,
  WIRE,
  [...commonSequences(RULES, (version) => `v${version}`), ...OWN, ...random()],
);
