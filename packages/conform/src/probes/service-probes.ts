import { isRead, serviceOf } from '../doors/catalogue.ts';
import { doorNamed } from '../doors/doors.ts';
import { openTransport } from '../record/transport.ts';
import type { DoorName } from '../recording/recording.ts';
import type { ServiceKeys } from '../doors/door.ts';
import type { OpenedTarget } from './probe-sandbox.ts';
import type { Probe, ProbeCall, ProbeStep } from './probe.ts';
import { headOfCall, type ProbeMachine } from './send-call.ts';

/** How a real service may be asked. */
export interface ServiceOptions {
  /** Without the port. */
  readonly host: string;
  /** Whether secrets may be made, under names of their own, and deleted. */
  readonly writes: boolean;
  /** What the names of things that are made begin with. */
  readonly prefix: string;
  /** Of Huawei's paths; absent where it is not known. */
  readonly project: string | undefined;
}

/** What may be written at a real service: generic secrets, which are deleted at once. */
const SAFE_WRITES: Readonly<Record<DoorName, ReadonlySet<string>>> = {
  aliyun: new Set([
    'CreateSecret',
    'PutSecretValue',
    'UpdateSecret',
    'UpdateSecretVersionStage',
    'DeleteSecret',
    'RestoreSecret',
  ]),
  huawei: new Set([
    ...['CreateSecret', 'UpdateSecret', 'CreateSecretVersion', 'UpdateVersion', 'UpdateSecretStage', 'DeleteSecret'],
    ...['DeleteSecretStage', 'CreateSecretStage', 'DeleteSecretForSchedule', 'RestoreSecret'],
  ]),
  bk: new Set(),
  'aliyun-instance': new Set(),
};

/** The project that probes are written with. */
const PROBE_PROJECT = /(?<=^\/v[\d.]+\/)[0-9a-f]{32}(?=\/)/;

/** What an `Rds` or `RAM` secret needs stands at no real service. */
const MANAGED = /"SecretType":"(?!Generic)|"secret_type":"(?!COMMON)/;

/**
 * The probes that a real service may be asked: errors and reads that need nothing to be there; with `writes` also those
 * that make their own secrets. Every name that is made is one of its own.
 */
export function probesForService(probes: readonly Probe[], options: ServiceOptions): Probe[] {
  return probes
    .filter(({ needs }) => needs === 'nothing')
    .map((probe): Probe =>
      withCleanup({
        ...probe,
        steps: stepsFor(probe, options).map((step) => renamed(probe.door, step, options)),
      }),
    )
    .filter(({ steps }) => steps.some(({ name }) => name !== undefined));
}

function stepsFor({ door, steps }: Probe, { writes, host, project }: ServiceOptions): ProbeStep[] {
  const operationOf = (call: ProbeCall): string | null => doorNamed(door).operationOf(headOfCall(door, call));
  const isOfHost = steps.every(({ call }) => isServedBy(host, door, operationOf(call), call));
  if (!isOfHost || (door === 'huawei' && project === undefined)) return [];
  const reads = (call: ProbeCall): boolean => isRead(door, operationOf(call));
  const hasGiven = steps[0]?.name === undefined;
  if (!hasGiven && steps.every(({ call }) => reads(call) && !hasPlaceholder(call))) return [...steps];
  const mayWrite = (call: ProbeCall): boolean => SAFE_WRITES[door].has(operationOf(call) ?? '');
  const text = JSON.stringify(steps);
  if (writes && !MANAGED.test(text) && steps.every(({ call }) => reads(call) || mayWrite(call))) return [...steps];
  // What is wrong with the signature is told before anything is looked for.
  return steps.filter(({ call, name }) => name === 'unsigned' && reads(call) && !hasPlaceholder(call));
}

/** Services of one vendor have hosts of their own; one on this machine has all. */
function isServedBy(host: string, door: DoorName, operation: string | null, { params }: ProbeCall): boolean {
  const service = doorNamed(door).serviceAt(host)?.service;
  if (service === undefined) return true;
  if (door === 'aliyun') return (params?.['Version'] === '2016-01-20') === (service === 'kms');
  return serviceOf(door, operation) === service;
}

const hasPlaceholder = (call: ProbeCall): boolean => /<[\w:.-]+>/.test(JSON.stringify(call));

/** The step with names of its own, in the project of the key. */
function renamed(door: DoorName, step: ProbeStep, { prefix, project }: ServiceOptions): ProbeStep {
  const { target, params, body } = step.call;
  const call: ProbeCall = {
    ...step.call,
    target: door === 'huawei' ? huaweiTarget(target, prefix, project ?? '') : target,
    ...(params !== undefined && { params: renamedParams(params, prefix) }),
    ...(isNamed(body) && { body: { ...body, name: `${prefix}${body.name}` } }),
  };
  return { ...step, call };
}

function huaweiTarget(target: string, prefix: string, project: string): string {
  return target.replace(PROBE_PROJECT, project).replace(/(?<=\/secrets\/)([^/?]+)/, `${prefix}$1`);
}

function renamedParams(params: Readonly<Record<string, string>>, prefix: string): Record<string, string> {
  const { SecretName: name, ...rest } = params;
  return { ...rest, ...(name !== undefined && { SecretName: `${prefix}${name}` }) };
}

function isNamed(body: unknown): body is { readonly name: string } {
  return typeof (body as { readonly name?: unknown } | undefined)?.name === 'string';
}

/** Deletes every secret that the probe may have made; what is deleted already is told so, and nobody minds. */
function withCleanup(probe: Probe): Probe {
  const made = probe.steps.filter(
    ({ call }) => doorNamed(probe.door).operationOf(headOfCall(probe.door, call)) === 'CreateSecret',
  );
  const cleanup = made.flatMap(({ call: { target, params, body } }): ProbeCall[] => {
    const { Version = '', SecretName } = params ?? {};
    if (SecretName !== undefined) {
      const all = { Action: 'DeleteSecret', Version, Format: 'JSON', SecretName, ForceDeleteWithoutRecovery: 'true' };
      return [{ method: 'POST', target, params: all }];
    }
    return isNamed(body) ? [{ method: 'DELETE', target: `${target}/${body.name}` }] : [];
  });
  return cleanup.length === 0 ? probe : { ...probe, cleanup };
}

/** A real service, as one probe is made at it. */
export interface ServiceAccess {
  readonly keys: ServiceKeys;
  readonly machine: ProbeMachine;
  /** PEM that is trusted in place of the usual authorities. */
  readonly ca?: string;
}

export function openService(url: string, { keys, machine, ca }: ServiceAccess): OpenedTarget {
  const transport = openTransport(url, ca);
  return {
    target: { transport, caller: { keys, webToken: null, own: {}, ...machine }, pass: () => Promise.resolve() },
    close: () => {
      transport.close();
      return Promise.resolve();
    },
  };
}
