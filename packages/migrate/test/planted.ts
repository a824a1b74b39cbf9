import { expect } from '@jest/globals';

import { DEFAULT_OPTIONS } from '../src/model/options.ts';
import type { Dialect } from '../src/model/direction.ts';
import { PROFILES } from '../src/model/target-profile.ts';
import { buildPlan, type PlanInput } from '../src/plan-file/build-plan.ts';
import { EMPTY_TARGET } from '../src/planner/target-state.ts';
import { readSources } from '../src/sources/read-sources.ts';
import { NOW } from './vectors.ts';

/** How many values the estate has. */
const COUNT = 10_000;
/** Every value begins so: 12 bytes, which all encodings write alike, whatever follows. */
const MARK = 'Planted+"<&>';

/** Values that stand in the sources and may stand nowhere else. */
const PLANTED: readonly string[] = Array.from({ length: COUNT }, (_, at) => `${MARK}${at}"/-é!`);

/** A text in the eight ways in which a value is found again. */
export function encodingsOf(value: string): string[] {
  const bytes = Buffer.from(value);
  return [
    value,
    bytes.toString('base64'),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
    value.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character),
  ];
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Asks that a text holds none of the planted values in any encoding. */
export function expectNoPlanted(text: string): void {
  expect(encodingsOf(MARK).filter((encoded) => text.includes(encoded))).toEqual([]);
}

/** A Terraform state of both providers with the planted values. */
function plantedState(): string {
  const resources = PLANTED.map((value, at) => ({
    mode: 'managed',
    type: 'alicloud_kms_secret',
    instances: [
      {
        attributes: {
          secret_name: `app/${at}|<b>&"é*`.replace(/[|<>&"é*]/g, at % 2 === 0 ? '' : '@'),
          arn: `acs:kms:cn-hangzhou:1000000000000001:secret/app-${at}`,
          secret_data: value,
          secret_data_type: 'text',
          secret_type: at % 5 === 0 ? 'Rds' : 'Generic',
          version_id: `b${at}`,
          version_stages: ['ACSCurrent'],
          policy: '{}',
          description: 'of the shop',
          tags: { 'app/team': 'x' },
        },
      },
    ],
  }));
  return JSON.stringify({ version: 4, terraform_version: '1.8.5', resources });
}

const inventory = await readSources([{ path: 't.tfstate', text: plantedState() }], null, { withValues: true });

/** What moves where in the tests of outputs. */
function plantedInput(dialect: Dialect = 'huawei', parts: Partial<PlanInput> = {}): PlanInput {
  return {
    inventory,
    target: { dialect, address: '', profile: { ...PROFILES[dialect], quota: 100_000 }, state: EMPTY_TARGET },
    options: DEFAULT_OPTIONS,
    keys: {},
    rename: [],
    waivers: [],
    maxLoss: 'changed',
    requireValues: false,
    now: NOW,
    ...parts,
  };
}

export function plantedPlan(dialect: Dialect = 'huawei', parts: Partial<PlanInput> = {}): ReturnType<typeof buildPlan> {
  return buildPlan(plantedInput(dialect, parts));
}
