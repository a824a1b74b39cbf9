import type { ControlClient } from '@dragoman/control';

import type { RunProgram } from '../program/program.ts';
import { putValue } from '../program/put-value.ts';
import { RehearsalError } from '../program/rehearsal-error.ts';
import { type OpenedSandbox, withSandbox } from '../program/sandbox.ts';
import type { CanarySource } from '../values/canary.ts';
import { judgeRotation, type RotationFinding, usesOf, type VersionUse } from './judge.ts';
import { type LoginService, startLoginService } from './login-service.ts';
import { hasUser, loginPartsOf, nextValue } from './next-value.ts';
import { readsOf, secretsRead } from './secret-reads.ts';
import { type RotationForm, type RotationTimeline, timedVersions, type TimedVersion } from './timeline.ts';

export interface RotationOptions {
  readonly control: ControlClient;
  readonly run: RunProgram;
  readonly forms: readonly RotationForm[];
  /** How often each secret is rotated. */
  readonly rotations: number;
  /** Milliseconds from one rotation to the next. */
  readonly everyMs: number;
  /** Milliseconds for which a value is good that a newer one took the place of. */
  readonly graceMs: number;
  /** How long the program may keep a value, in milliseconds; null where nothing is promised. */
  readonly ttlMs: number | null;
  /** How long the program may take to read its first secret, in milliseconds. */
  readonly startMs: number;
  /** Where the program logs in; 0 is any port. */
  readonly loginPort: number;
  readonly source: CanarySource;
  /** Milliseconds since 1970, by the machine's clock. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly signal: AbortSignal;
  readonly onRotated: (form: RotationForm, secret: string) => void;
}

/** A run in one form. */
export interface RotationRun {
  readonly form: RotationForm;
  readonly exit: number | null;
  readonly seconds: number;
  readonly versions: readonly VersionUse[];
  /** Logins with what was never a value of a secret that was rotated. */
  readonly foreign_logins: number;
}

/** What came of a rehearsal; without any value. */
export interface RotationResult {
  readonly rehearsal: 'rotation';
  readonly passed: boolean;
  readonly runs: readonly RotationRun[];
  readonly findings: readonly RotationFinding[];
}

/** The variable that tells a program where it can log in. */
const LOGIN_VARIABLE = 'DRAGOMAN_LOGIN_URL';

const POLL_MS = 100;

/** Runs a program once in each form, and rotates what it reads meanwhile. */
export async function rehearseRotation(options: RotationOptions): Promise<RotationResult> {
  const runs: RotationRun[] = [];
  const findings: RotationFinding[] = [];
  for (const form of options.forms) {
    const { timeline, seconds } = await runInForm(form, options);
    const foreign = timeline.logins.filter(({ version }) => version === null).length;
    runs.push({ form, exit: timeline.exit, seconds, versions: usesOf(timeline), foreign_logins: foreign });
    findings.push(...judgeRotation(timeline, options.ttlMs));
  }
  return { rehearsal: 'rotation', passed: findings.every(({ verdict }) => verdict !== 'broken'), runs, findings };
}

interface FormRun {
  readonly sandbox: OpenedSandbox;
  readonly form: RotationForm;
  readonly options: RotationOptions;
  readonly service: LoginService;
  readonly sinceStart: () => number;
  readonly made: { readonly secret: string; readonly id: string; readonly at: number }[];
}

async function runInForm(
  form: RotationForm,
  options: RotationOptions,
): Promise<{ readonly timeline: RotationTimeline; readonly seconds: number }> {
  const startedAt = options.now();
  const sinceStart = (): number => options.now() - startedAt;
  const made: FormRun['made'] = [];
  const versions = (): TimedVersion[] => timedVersions(made, { form, graceMs: options.graceMs });
  const service = await startLoginService({
    ...{ port: options.loginPort, now: sinceStart },
    isGood: ({ secret, id }, now) =>
      versions().some((one) => one.secret === secret && one.id === id && now <= (one.withdrawnAt ?? Infinity)),
  });
  const rehearsed = async (sandbox: OpenedSandbox): ReturnType<typeof runInForm> => {
    const run: FormRun = { sandbox, form, options, service, sinceStart, made };
    await noteCurrent(run);
    const { exit, seconds } = await withRotations(run);
    const timed = { form, versions: versions(), logins: service.logins, endedAt: sinceStart(), exit };
    return { timeline: { ...timed, reads: await readsOf(sandbox.control, startedAt) }, seconds };
  };
  // Who logs in there is judged by what the gateway's rotations put into use, at once.
  const modes = { rotation_hook_url: service.rotationUrl };
  return withSandbox(options.control, `rehearse rotation ${form}`, rehearsed, modes).finally(() => service.close());
}

/** Runs the program, rotates what it reads as often as is asked, and ends it a while after the last time. */
async function withRotations(run: FormRun): Promise<{ readonly exit: number | null; readonly seconds: number }> {
  const { sandbox, options, service } = run;
  const { rotations, everyMs, graceMs, startMs, signal } = options;
  const ended = new AbortController();
  const state = { isRunning: true };
  const program = options
    .run({
      sandbox,
      timeoutMs: startMs + (rotations + 2) * everyMs + graceMs + startMs,
      signal: AbortSignal.any([signal, ended.signal]),
      variables: { [LOGIN_VARIABLE]: service.url },
    })
    .finally(() => {
      state.isRunning = false;
    });
  const rotating = rotateAll(run, () => state.isRunning && !signal.aborted).finally(() => {
    ended.abort();
  });
  const [outcome] = await Promise.all([program, rotating]);
  signal.throwIfAborted();
  return outcome;
}

async function rotateAll(run: FormRun, isRunning: () => boolean): Promise<void> {
  const { options, sandbox } = run;
  const { rotations, everyMs, graceMs, startMs } = options;
  const isRead = await until(async () => (await secretsRead(sandbox.control)).length > 0, {
    ...run,
    isRunning,
    ms: startMs,
  });
  if (!isRead) throw notRead(isRunning());
  for (let rotation = 0; rotation < rotations; rotation += 1) {
    await pause(run, everyMs, isRunning);
    for (const secret of await secretsRead(sandbox.control)) {
      if (isRunning()) await rotate(run, secret, rotation);
    }
  }
  await pause(run, everyMs + graceMs, isRunning);
}

function notRead(isRunning: boolean): RehearsalError {
  return new RehearsalError(
    isRunning
      ? 'the command read no secret yet: give it longer with --start-timeout, or see `dragoman doctor`'
      : 'the command ended before it read a secret: rotation is rehearsed on programs that go on running',
  );
}

/** Waits in small steps, so as to see the program end. */
async function pause(run: FormRun, milliseconds: number, isRunning: () => boolean): Promise<void> {
  await until(() => Promise.resolve(false), { ...run, isRunning, ms: milliseconds });
}

async function until(
  isTrue: () => Promise<boolean>,
  { sinceStart, options, isRunning, ms }: FormRun & { readonly isRunning: () => boolean; readonly ms: number },
): Promise<boolean> {
  const end = sinceStart() + ms;
  while (isRunning() && sinceStart() < end) {
    if (await isTrue()) return true;
    await options.wait(Math.min(POLL_MS, Math.max(1, end - sinceStart())));
  }
  return isTrue();
}

/** Gives a secret its next value: in every other turn, and where it takes none by hand, by its own rotation. */
async function rotate(run: FormRun, name: string, turn: number): Promise<void> {
  const { control } = run.sandbox;
  const { rotates } = await control.secrets.get({ name });
  const isDue = rotates?.enabled === true;
  if (!(isDue && turn % 2 === 1) && (await rotateByHand(run, name))) await noteRotated(run, name);
  else if (isDue) {
    await rotateByDueTime(control, name);
    await noteRotated(run, name);
  }
}

async function noteRotated(run: FormRun, name: string): Promise<void> {
  await note(run, name);
  run.options.onRotated(run.form, name);
}

/** @returns whether it took one */
async function rotateByHand({ sandbox, form, options }: FormRun, name: string): Promise<boolean> {
  const { type, value } = await sandbox.control.secrets.reveal({ name });
  if (type !== 'text') return false;
  return (await putValue(sandbox.control, { name, value: nextValue(value, form, options.source) })) !== null;
}

/** Lets the rotation fall due: the clock goes there, and back to the machine's time. */
async function rotateByDueTime(control: ControlClient, name: string): Promise<void> {
  const { due } = await control.clock.due({ limit: 1_000 });
  const at = due.find(({ what, subject }) => what === 'secret-rotation' && subject === name)?.at;
  if (at === undefined) return;
  await control.clock.advance({ to: at });
  await control.clock.set({ mode: 'real' });
}

/** Notes what every secret holds when the run starts. */
async function noteCurrent(run: FormRun): Promise<void> {
  const { secrets } = await run.sandbox.control.secrets.list({ limit: 1_000 });
  for (const { name, state, current } of secrets) {
    if (state === 'enabled' && current !== null) await note(run, name);
  }
}

async function note(run: FormRun, name: string): Promise<void> {
  const { made, service, sinceStart, sandbox } = run;
  const { version, type, value } = await sandbox.control.secrets.reveal({ name });
  if (type !== 'text' || made.some(({ secret, id }) => secret === name && id === version)) return;
  if (run.form === 'two-user' && !hasUser(value)) return;
  made.push({ secret: name, id: version, at: sinceStart() });
  const parts = loginPartsOf(value);
  if (parts !== null) service.add({ secret: name, id: version, ...parts });
}
