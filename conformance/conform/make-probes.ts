import { csmsOperations } from '../../packages/adapter-huawei/src/operations/csms/index.ts';
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
import { instanceProbes } from './instance-probes.ts';
import { huaweiProbeScenarios, WRONG_CALLS } from './own-scenarios.ts';
import type { DoorName } from '../../packages/conform/src/recording/recording.ts';

/** Flags that a gateway needs for every probe. */
export const SETTINGS = { 'doors-aliyun-instances': JSON.stringify(INSTANCES), 'doors-bk-web-console': 'true' };

/** The probes of one door, without what is expected: each operation's scenario, in one state after the other. */
export function makeProbes(door: DoorName): Probe[] {
  return { huawei: huaweiProbes, aliyun: aliyunProbes, 'aliyun-instance': instanceProbes, bk: bkProbes }[door]();
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
      params: { Action: operation, Version: version, Format, ...ofDenied(params) },
    });
    const other = ([Action, params]: RpcCall): ProbeCall => ({
      method: allOperations.find(({ name }) => name === Action)?.method ?? 'POST',
      target: '/',
      params: { Action, Version: RPC_VERSION, Format: 'JSON', ...params },
    });
    const own = 'first' in scenario ? scenario : null;
    const steps = stepsOf({
      given: [
        ...(own?.given ?? []).map(other),
        ...(own?.denied ?? []).flatMap((denied, at) => deniedCalls(denied, at)),
      ],
      between: (own?.between ?? []).map(other),
      rejected: [call(scenario.rejected, 'JSON'), call(scenario.rejected, 'XML')],
      ...(own !== null && { first: call(own.first, 'JSON'), second: call(own.second, 'XML') }),
      ...(own?.observe !== undefined && { observe: other(own.observe) }),
    });
    const needs = operation in instanceScenarios || operation in instanceSetupScenarios ? 'settings' : 'nothing';
    return { door: 'aliyun', operation, needs, steps };
  });
}

/** The fixtures name what rejections told `<Denied1>`. */
function ofDenied(params: Readonly<Record<string, string>>): Record<string, string> {
  const named = JSON.stringify(params).replaceAll(/<Denied(\d)>/g, '<EncodedDiagnosticMessage:denied$1>');
  return JSON.parse(named) as Record<string, string>;
}

/** A session that may do little makes a call: what its rejection tells is known by `denied1`. */
function deniedCalls([Action, params]: RpcCall, at: number): ProbeCall[] {
  const session = { RoleArn: 'acs:ram::1000000000000001:role/denied', RoleSessionName: 'denied' };
  const Statement = [{ Effect: 'Allow', Action: 'kms:DescribeKey', Resource: '*' }];
  const Policy = JSON.stringify({ Version: '1', Statement });
  const keys = { id: '<AccessKeyId>', secret: '<AccessKeySecret>', token: '<SecurityToken>' };
  const common = { Format: 'JSON' };
  return [
    {
      method: 'POST',
      target: '/',
      params: { Action: 'AssumeRole', Version: '2015-04-01', ...common, ...session, Policy },
    },
    {
      method: 'POST',
      target: '/',
      params: { Action, Version: RPC_VERSION, ...common, ...params },
      keys,
      as: `denied${at + 1}`,
    },
  ];
}

function huaweiProbes(): Probe[] {
  const kms = Object.entries({ ...huaweiKeyScenarios, ...dataScenarios } as Record<string, HuaweiScenario>);
  const scenarios = {
    ...csmsScenarios,
    ...platformScenarios,
    ...Object.fromEntries(kms.map(([name, scenario]) => [`KMS:${name}`, scenario])),
    ...huaweiProbeScenarios,
  };
  return Object.entries(scenarios).map(([operation, scenario]): Probe => {
    const calls = callsOf(scenario, huaweiCall);
    const wrong =
      WRONG_CALLS[operation] ?? (calls.rejected.length > 0 ? undefined : huaweiMiss(operation, scenario.first));
    const steps = stepsOf(wrong === undefined ? calls : { ...calls, rejected: [huaweiCall(wrong)] });
    return { door: 'huawei', operation, needs: 'nothing', steps };
  });
}

const SECRET_PATHS = new Set(
  csmsOperations
    .filter(({ routes }) => routes.some(({ path }) => path.includes('/secrets/{secret_name}')))
    .map(({ name }) => name),
);

/** The call about a secret, or a key, that is not there. */
function huaweiMiss(operation: string, call: Ask): Ask | undefined {
  if (SECRET_PATHS.has(operation))
    return { ...call, target: call.target.replace(/(?<=\/secrets\/)[^/?]+/, 'not-there') };
  const { key_id: key } = (call.body ?? {}) as { readonly key_id?: unknown };
  if (!operation.startsWith('KMS:') || key === undefined) return undefined;
  return { ...call, body: { ...(call.body as object), key_id: '00000000-0000-4000-8000-000000000000' } };
}

function huaweiCall({ method, target, body, headers, as }: Ask): ProbeCall {
  return {
    ...{ method, target },
    ...(body !== undefined && { body }),
    ...(headers !== undefined && { headers, signed: 'not' as const }),
    ...(as !== undefined && { as }),
  };
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
    steps: stepsOf(bkCalls(scenario, bkCall)),
  }));
  const esb = Object.entries(bkScenarios).map(([operation, scenario]): Probe => {
    const calls = bkCalls(scenario, esbCall);
    const rejected = calls.first === undefined ? [] : [calls.first];
    const steps = stepsOf(ESB_LACKS.has(operation) ? { given: [], between: [], rejected } : calls);
    return { door: 'bk', operation, needs: 'nothing', steps };
  });
  return [...open, ...esb, ...web];
}

/** With what is asked of a thing that is not there. */
function bkCalls(scenario: Scenario<BkCall>, toCall: (call: BkCall) => ProbeCall): Calls {
  const calls = callsOf(scenario, toCall);
  const { first } = scenario;
  if (calls.rejected.length > 0 || typeof first.fields['id'] !== 'string') return calls;
  return { ...calls, rejected: [toCall({ ...first, fields: { ...first.fields, id: 'not-there' } })] };
}

/** What ESB has no route to. */
const ESB_LACKS = new Set(['get_account_password_encryption_metadata', 'get_file_source_detail', 'update_account']);

/** The same call behind ESB: who calls stands among the parameters. */
function esbCall({ method, path, fields }: BkCall): ProbeCall {
  const all = { ...fields, bk_app_code: '', bk_app_secret: '', bk_username: '' };
  const target = `/api/c/compapi/v2/jobv3/${path.split('/').at(-1) ?? ''}/`;
  return method === 'GET' ? { method, target: `${target}?${queryOf(all)}` } : { method, target, body: all };
}

/** What an earlier answer told is filled in later. */
function queryOf(fields: BkCall['fields']): string {
  return new URLSearchParams(fields as Record<string, string>).toString().replaceAll(/%3C(\w+)%3E/g, '<$1>');
}

/** The console knows its users by a cookie: whoever has none is asked to log in. */
function withoutLogin({ call, ...step }: ProbeStep): ProbeStep {
  return { ...step, call: { ...call, signed: 'not' } };
}

/** The fields of a call beside its path: who calls is told when it is sent. */
function bkCall({ method, path, headers, fields }: BkCall): ProbeCall {
  const hasBody = method === 'POST' || method === 'PUT';
  const query = queryOf(fields);
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
