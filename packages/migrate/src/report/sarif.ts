import { createHash } from 'node:crypto';

import type { Verdict } from '../model/verdict.ts';
import type { GateResult } from '../plan-file/gate.ts';
import type { PlanFile, PlanFileSecret } from '../plan-file/schema.ts';
import { ruleNamed } from '../rules/catalogue.ts';
import { addressText } from './report.ts';

const LEVELS: Readonly<Record<Verdict, 'error' | 'warning' | 'note' | 'none'>> = {
  refused: 'error',
  lost: 'warning',
  changed: 'note',
  kept: 'none',
};

type Finding = PlanFileSecret['findings'][number];

/** The findings as SARIF 2.1.0, which code hosts show; what a waiver accepts is suppressed. */
export function sarifOf(plan: PlanFile, { waived }: GateResult): string {
  const rules = [...new Set(plan.secrets.flatMap(({ findings }) => findings.map(({ rule }) => rule)))].toSorted();
  const accepted = new Set(waived.map(({ secret, rule }) => JSON.stringify([secret, rule])));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'dragoman migrate', semanticVersion: '1.0.0', rules: rules.map(descriptorOf) },
        },
        results: plan.secrets.flatMap((secret) =>
          secret.findings.map((finding) =>
            resultOf(plan, secret, finding, accepted.has(JSON.stringify([secret.from.name, finding.rule]))),
          ),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function descriptorOf(id: string): object {
  const { why, propose, pages, verdict } = ruleNamed(id);
  const [helpUri] = pages;
  return {
    id,
    shortDescription: { text: why },
    help: { text: propose },
    defaultConfiguration: { level: LEVELS[verdict] },
    ...(helpUri === undefined ? {} : { helpUri }),
  };
}

function resultOf({ source }: PlanFile, { from }: PlanFileSecret, finding: Finding, isWaived: boolean): object {
  const { rule, verdict, why, propose } = finding;
  const address = addressText(source);
  return {
    ruleId: rule,
    level: LEVELS[verdict],
    kind: verdict === 'kept' ? 'informational' : 'fail',
    message: { text: `${from.name}: ${why}; ${propose}` },
    locations: [
      { logicalLocations: [{ name: from.name, fullyQualifiedName: `${address}/${from.name}`, kind: 'resource' }] },
    ],
    partialFingerprints: { 'secretRule/v1': sha256([address, from.name, rule]) },
    ...(isWaived ? { suppressions: [{ kind: 'external', justification: 'accepted by a waiver of the plan' }] } : {}),
  };
}

function sha256(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
