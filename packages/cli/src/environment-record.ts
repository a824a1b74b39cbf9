/** The variable by which a shell remembers what `dragoman env` set in it. */
const RECORD = 'DRAGOMAN_ENV';

type Variables = Readonly<Record<string, string | undefined>>;

/** What `dragoman env` set in a shell. */
export interface EnvironmentRecord {
  /** The names that it set. */
  readonly names: readonly string[];
  /** Those that had values, with them. */
  readonly before: Readonly<Record<string, string>>;
  /** The sandbox that was created for the shell; `null` where there is none. */
  readonly sandbox: { readonly id: string; readonly url: string } | null;
}

/** What was set in this environment; `null` where nothing was, or nobody can tell. */
export function recordIn(env: Variables): EnvironmentRecord | null {
  try {
    const record: unknown = JSON.parse(Buffer.from(env[RECORD] ?? '', 'base64url').toString());
    return isRecord(record) ? record : null;
  } catch {
    return null;
  }
}

/** The variables with the record of them. */
export function withRecord(
  variables: Readonly<Record<string, string>>,
  before: Variables,
  sandbox: EnvironmentRecord['sandbox'],
): Record<string, string> {
  const names = Object.keys(variables);
  const kept = names.flatMap((name): [string, string][] => {
    const value = before[name];
    return value === undefined ? [] : [[name, value]];
  });
  const record: EnvironmentRecord = { names, before: Object.fromEntries(kept), sandbox };
  return { ...variables, [RECORD]: Buffer.from(JSON.stringify(record)).toString('base64url') };
}

/** The environment as it was before: values that are to be set again, and `null` for what is to be unset. */
export function undoOf({ names, before }: EnvironmentRecord): [string, string | null][] {
  return [...names.map((name): [string, string | null] => [name, before[name] ?? null]), [RECORD, null]];
}

/** The environment without what an earlier `dragoman env` set. */
export function originalOf(env: Variables): Variables {
  const record = recordIn(env);
  if (record === null) return env;
  const undone = Object.fromEntries(undoOf(record).map(([name, value]) => [name, value ?? undefined]));
  return { ...env, ...undone };
}

function isRecord(value: unknown): value is EnvironmentRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    'names' in value &&
    Array.isArray(value.names) &&
    value.names.every((name) => typeof name === 'string' && /^\w+$/.test(name)) &&
    'before' in value &&
    typeof value.before === 'object' &&
    'sandbox' in value
  );
}
