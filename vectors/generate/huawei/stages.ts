import { choicesFrom } from '../random.ts';
import { type Wire, stageFamily } from '../stages/family.ts';
import type { Rejection, Rules, Step } from '../stages/model.ts';
import { type Sequence, commonSequences, move, put, randomSequence, remove } from '../stages/sequences.ts';
import type { ExpectedError } from '../vector-file.ts';
import { call } from './answers.ts';

/** At most 20 versions and 12 stages (CreateSecretVersion, constraints). */
const RULES: Rules = {
  current: 'SYSCURRENT',
  previous: 'SYSPREVIOUS',
  maxVersions: 20,
  maxStages: 12,
  moveHandsOver: false,
};

const NAME = 'orders-db';
const error = (status: number, code: string, message: string): ExpectedError => ({ status, code, message });
const MISSING = error(404, 'CSMS.0005', 'The resource does not exist.');
const PARAMETER = error(400, 'CSMS.0002', 'The value of parameter is invalid.');

const ERRORS: Readonly<Record<Rejection, ExpectedError>> = {
  'version-exists': PARAMETER,
  'no-version': MISSING,
  'misnamed-version': PARAMETER,
  'no-stage': MISSING,
  'not-on-version': MISSING,
  'built-in': error(400, 'CSMS.0105', 'Can not delete the system internal stage.'),
  'too-many-stages': error(400, 'CSMS.0203', 'The number of stage has reached the upper limit.'),
  'too-many-at-once': error(400, 'CSMS.0204', 'number of stages is greater than the quota limit'),
  'too-many-versions': error(400, 'CSMS.0201', 'The number of version has reached the upper limit.'),
};

function requestOf(step: Step): ReturnType<Wire['request']> {
  if (step.do === 'put') {
    const stages = step.stages === null ? {} : { version_stages: step.stages };
    return ['CreateSecretVersion', call('POST', `/${NAME}/versions`, { secret_string: step.data, ...stages })];
  }
  if (step.do === 'remove') return ['DeleteSecretStage', call('DELETE', `/${NAME}/stages/${step.stage}`)];
  // A stage moves by either operation; here the built-in ones by that which updates.
  return step.stage.startsWith('SYS')
    ? ['UpdateSecretStage', call('PUT', `/${NAME}/stages/${step.stage}`, { version_id: step.to })]
    : ['CreateSecretStage', call('POST', `/${NAME}/stages`, { name: step.stage, version_id: step.to })];
}

const WIRE: Wire = {
  create: call('POST', '', { name: NAME, secret_string: 'data' }),
  request: requestOf,
  error: (rejection) => ERRORS[rejection],
  rejects: (step) => (step.do === 'put' && (step.stages ?? []).length > RULES.maxStages ? 'too-many-at-once' : null),
};

const one = (comment: string, flag: string, ...steps: readonly Step[]): Sequence => ({ comment, flag, steps });
const fresh = (): Step => put(null);

/** What CSMS alone has: it numbers versions itself, and a stage is taken away from wherever it is. */
const OWN: readonly Sequence[] = [
  one('versions are numbered past those that went', 'RollOff', ...Array.from({ length: 24 }, fresh)),
  one('a version of a form that the service does not make', 'NoVersion', move('blue', 'blue')),
  one('a version in capitals', 'NoVersion', move('blue', 'V1')),
  one('a stage is taken away', 'Remove', move('blue', 'v1'), remove('blue')),
  one('a stage is taken away twice', 'Remove', move('blue', 'v1'), remove('blue'), remove('blue')),
  one('a stage that there is not', 'Remove', remove('blue')),
  one('the current stage is not taken away', 'Remove', remove('SYSCURRENT')),
  one('the previous stage is not taken away', 'Remove', fresh(), remove('SYSPREVIOUS')),
  one('the previous stage is not taken away where there is none', 'Remove', remove('SYSPREVIOUS')),
  one('twelve stages at once', 'Quota', put(null, 'abcdefghijk'.split('')), fresh()),
  one('eleven stages at once beside the current one', 'Quota', put(null, 'abcdefghijk'.split(''))),
  one('twelve stages of its own at once are one too many', 'Quota', put(null, 'abcdefghijkl'.split(''))),
  one('thirteen stages at once', 'Quota', put(null, 'abcdefghijklm'.split(''))),
  one('thirteen stages at once of which some are the same', 'Quota', put(null, 'abcdefghijkaa'.split(''))),
];

function random(): Sequence[] {
  const choices = choicesFrom('huawei-stages');
  const own = [
    (_version: string, stage: string): Step => remove(stage),
    (version: string, stage: string): Step => move(stage, version),
  ];
  return Array.from({ length: 40 }, (_, at) => ({
    comment: `steps at random, ${at + 1}`,
    flag: 'PseudoRandom',
    steps: randomSequence(RULES, choices, 6 + choices.below(12), (_n, stages) => put(null, stages), own),
  }));
}

/** A stage is taken away by its name alone. */
function withoutSource({ steps, ...sequence }: Sequence): Sequence {
  return { ...sequence, steps: steps.map((step) => (step.do === 'remove' ? remove(step.stage) : step)) };
}

export const HUAWEI_STAGES = stageFamily(
  {
    service: 'huawei',
    algorithm: 'Stages of CSMS',
    header: [
      'What is done to a secret of CSMS of Huawei Cloud, step by step, and which version has which stage after each.',
      'At most 20 versions and 12 stages, SYSCURRENT and SYSPREVIOUS among them.',
      'No page says what the 21st version does, nor that SYSPREVIOUS stays where SYSCURRENT is moved by hand.',
      'It is taken so: the oldest version without a stage goes, and SYSPREVIOUS stays.',
    ],
  },
  RULES,
  WIRE,
  [...commonSequences(RULES, () => null).map(withoutSource), ...OWN, ...random()],
);
