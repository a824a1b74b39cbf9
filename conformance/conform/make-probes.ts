import { INSTANCES } from '../../packages/adapter-aliyun/test/scenarios/instances.ts';
import { allOperations } from '../../packages/adapter-aliyun/src/apis.ts';
import type {
  Call as RpcCall,
  RejectedScenario,
  Scenario as RpcScenario,
} from '../../packages/adapter-aliyun/test/scenario.ts';
import { billingScenarios } from '../../packages/adapter-aliyun/test/scenarios/billing.ts';
import { cryptographyScenarios } from '../../packages/adapter-aliyun/test/scenarios/cryptography.ts';
import { instanceSetupScenarios } from '../../packages/adapter-aliyun/test/scenarios/instance-setup.ts';
import { instanceScenarios } from '../../packages/adapter-aliyun/test/scenarios/instances.ts';
import { keyScenarios } from '../../packages/adapter-aliyun/test/scenarios/keys.ts';
import { secretScenarios } from '../../packages/adapter-aliyun/test/scenarios/secrets.ts';
import { stsScenarios } from '../../packages/adapter-aliyun/test/scenarios/sts.ts';
import { tagScenarios } from '../../packages/adapter-aliyun/test/scenarios/tags.ts';
import {
  type Call as BkCall,
  scenarios as bkScenarios,
  webScenarios,
} from '../../packages/adapter-bk/test/scenarios.ts';
import { dataScenarios } from '../../packages/adapter-huawei/test/kms-data-scenarios.ts';
import { keyScenarios as huaweiKeyScenarios } from '../../packages/adapter-huawei/test/kms-key-scenarios.ts';
import { scenarios as csmsScenarios } from '../../packages/adapter-huawei/test/scenarios.ts';
import { scenarios as platformScenarios } from '../../packages/huawei-platform/test/scenarios.ts';
import type { Ask, Scenario as HuaweiScenario } from '../../packages/huawei-platform/test/support/scenario.ts';
import type { Scenario } from '../../test/fixtures.ts';
import type { Probe, ProbeCall, ProbeStep } from '../../packages/conform/src/probes/probe.ts';
import type { DoorName } from '../../packages/conform/src/recording/recording.ts';

/** Flags that a gateway needs for every probe. */
export const SETTINGS = { 'doors-aliyun-instances': JSON.stringify(INSTANCES), 'doors-bk-web-console': 'true' };

/** The probes of one door, without what is expected: each operation's scenario, in one state after the other. */
export function makeProbes(door: DoorName): Probe[] {
  return { huawei: huaweiProbes, aliyun: aliyunProbes, bk: bkProbes }[door]();
}

interface Calls {
  readonly given: readonly ProbeCall[];
  readonly first?: ProbeCall;
  readonly between: readonly ProbeCall[];
  readonly second?: ProbeCall;
  readonly observe?: ProbeCall;
  readonly rejected: readonly ProbeCall[];
}

/** Errors come first, where nothing that a success leaves stands in their way. */
function stepsOf({ given, first, between, second, observe, rejected }: Calls): ProbeStep[] {
  const steps: ProbeStep[] = rejected.map((call) => ({ call, name: 'rejected' }));
  if (first !== undefined)
    steps.push({ call: { ...first, signed: 'wrongly' }, name: 'unsigned' }, { call: first, name: 'first' });
  const observed = observe === undefined ? [] : [{ call: observe, name: 'observed' }];
  if (first !== undefined) steps.push(...observed);
  steps.push(...between.map((call) => ({ call })));
  if (second !== undefined) steps.push({ call: second, name: 'second' }, ...observed);
  return [...given.map((call) => ({ call })), ...steps];
}

const RPC_VERSION = '2016-01-20';

function aliyunProbes(): Probe[] {
  const scenarios: Readonly<Record<string, RpcScenario | RejectedScenario>> = {
    ...{ ...secretScenarios, ...tagScenarios, ...keyScenarios, ...cryptographyScenarios },
    ...{ ...instanceScenarios, ...instanceSetupScenarios, ...billingScenarios, ...stsScenarios },
  };
  return Object.entries(scenarios).map(([operation, scenario]): Probe => {
    const { version = RPC_VERSION, method = 'POST' } = scenario;
    const call = (params: Readonly<Record<string, string>>, Format: string): ProbeCall => ({
      method,
      target: '/',
      params: { Action: operation, Version: version, Format, ...params },
    });
    const other = ([Action, params]: RpcCall): ProbeCall => ({
      method: allOperations.find(({ name }) => name === Action)?.method ?? 'POST',
      target: '/',
      params: { Action, Version: RPC_VERSION, Format: 'JSON', ...params },
    });
    const own = 'first' in scenario ? scenario : null;
    const steps = stepsOf({
      given: (own?.given ?? []).map(other),
      between: (own?.between ?? []).map(other),
      rejected: [call(scenario.rejected, 'JSON'), call(scenario.rejected, 'XML')],
      ...(own !== null && { first: call(own.first, 'JSON'), second: call(own.second, 'XML') }),
      ...(own?.observe !== undefined && { observe: other(own.observe) }),
    });
    const needs = operation in instanceScenarios || operation in instanceSetupScenarios ? 'settings' : 'nothing';
    return { door: 'aliyun', operation, needs, steps };
  });
}

function huaweiProbes(): Probe[] {
  const kms = Object.entries({ ...huaweiKeyScenarios, ...dataScenarios } as Record<string, HuaweiScenario>);
  const scenarios = {
    ...csmsScenarios,
    ...platformScenarios,
    ...Object.fromEntries(kms.map(([name, scenario]) => [`KMS:${name}`, scenario])),
  };
  return Object.entries(scenarios).map(([operation, scenario]): Probe => {
    const steps = stepsOf(
      callsOf(scenario, ({ method, target, body, headers, as }: Ask): ProbeCall => ({
        ...{ method, target },
        ...(body !== undefined && { body }),
        ...(headers !== undefined && { headers, signed: 'not' as const }),
        ...(as !== undefined && { as }),
      })),
    );
    return { door: 'huawei', operation, needs: 'nothing', steps };
  });
}

function bkProbes(): Probe[] {
  const web = Object.entries(webScenarios).map(([operation, scenario]): Probe => {
    const steps = stepsOf(callsOf(scenario, (call) => bkCall(call)));
    return {
      door: 'bk',
      operation,
      needs: 'settings',
      steps: steps.map((step) => (step.name === 'unsigned' ? withoutLogin(step) : step)),
    };
  });
  const open = Object.entries(bkScenarios).map(([operation, scenario]): Probe => ({
    ...{ door: 'bk', operation, needs: 'nothing' },
    steps: stepsOf(callsOf(scenario, (call) => bkCall(call))),
  }));
  return [...open, ...web];
}

/** The console knows its users by a cookie: whoever has none is asked to log in. */
function withoutLogin({ call, ...step }: ProbeStep): ProbeStep {
  return { ...step, call: { ...call, signed: 'not' } };
}

/** The fields of a call beside its path: who calls is told when it is sent. */
function bkCall({ method, path, headers, fields }: BkCall): ProbeCall {
  const hasBody = method === 'POST' || method === 'PUT';
  // What an earlier answer told is filled in later.
  const query = new URLSearchParams(fields as Record<string, string>).toString().replaceAll(/%3C(\w+)%3E/g, '<$1>');
  const isWeb = 'cookie' in headers;
  return {
    method,
    target: hasBody || query === '' ? path : `${path}?${query}`,
    ...(hasBody && { body: fields }),
    ...(isWeb
      ? { signed: 'as-web-user' as const }
      : { headers: { 'X-Bkapi-Authorization': '{"bk_username":"admin"}' } }),
  };
}

/** What a call answers that finds nothing there is its error, where no scenario has another. */
function callsOf<Call>(scenario: Scenario<Call>, call: (call: Call) => ProbeCall): Calls {
  const { given = [], first, between = [], second, observe, rejected } = scenario;
  return {
    given: given.map(call),
    first: call(first),
    between: between.map(call),
    second: call(second),
    ...(observe !== undefined && { observe: call(observe) }),
    rejected: rejected === undefined ? [] : [call(rejected)],
  };
}
