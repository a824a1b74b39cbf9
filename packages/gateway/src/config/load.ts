import { existsSync } from 'node:fs';

import { ConfigError, didYouMean, keepLocations, readDocument } from '@dragoman/input';
import { Create } from '@sinclair/typebox/value';

import { renamedSetting } from './renamed.ts';
import { type Settings, settingsSchema } from './schema.ts';
import { isServiceLink } from './service-links.ts';
import { type SettingDefinition, SETTINGS } from './setting-definitions.ts';
import { checkValue, type ConfigValue, valueFromText } from './values.ts';

/** Settings as they stand in a file: any of them, each in its map. */
export type GivenSettings = PartOf<Settings>;

type PartOf<Value> = Value extends readonly unknown[]
  ? Value
  : Value extends object
    ? { readonly [Key in keyof Value]?: PartOf<Value[Key]> }
    : Value;

/** Where settings are read from. */
export interface ConfigSources {
  /** By flag name without dashes; only flags that were given. */
  readonly flags: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The file asked for, or what would stand in one; `null` reads `dragoman.yaml` if it is there. */
  readonly file: string | GivenSettings | null;
}

/**
 * Variables that are no settings: where the file and the gateway are, the root key and the passphrase of a state, which
 * belong in no file or command line, and what tests in Python, Java and Go take.
 */
const OTHER_VARIABLES = [
  ...['DRAGOMAN_CONFIG', 'DRAGOMAN_ROOT_KEY', 'DRAGOMAN_PASSPHRASE', 'DRAGOMAN_URL', 'DRAGOMAN_ENV'],
  ...['DRAGOMAN_BIN', 'DRAGOMAN_IMAGE', 'DRAGOMAN_RECEIPT', 'DRAGOMAN_MIN_GRADE'],
];

const DEFAULT_FILE = 'dragoman.yaml';

/**
 * The settings of this run: defaults, then the file, then the environment, then flags.
 * @throws ConfigError for the first unknown name or unfit value
 */
export async function loadSettings(sources: ConfigSources): Promise<Settings> {
  const given = [...(await fromFile(sources)), ...fromEnv(sources.env), ...fromFlags(sources.flags)];
  const settings = Create(settingsSchema) as unknown as Record<string, unknown>;
  for (const one of given) {
    checkValue(one);
    assign(settings, one.setting.path, one.value);
  }
  return settings as unknown as Settings;
}

function fromFlags(flags: ConfigSources['flags']): ConfigValue[] {
  return Object.entries(flags).map(([flag, text]) => {
    const setting = SETTINGS.find((candidate) => candidate.flag === flag);
    if (setting === undefined)
      throw new ConfigError(
        `unknown flag --${flag}: ${hintFor(
          `--${flag}`,
          SETTINGS.map((known) => `--${known.flag}`),
        )}`,
      );
    return { setting, value: valueFromText(setting.schema, text), source: `--${flag}` };
  });
}

function fromEnv(env: ConfigSources['env']): ConfigValue[] {
  const known = [...SETTINGS.map((setting) => setting.variable), ...OTHER_VARIABLES];
  return Object.entries(env).flatMap(([variable, text]) => {
    if (!variable.startsWith('DRAGOMAN_') || text === undefined || OTHER_VARIABLES.includes(variable)) return [];
    if (isServiceLink(variable, text)) return [];
    const setting = SETTINGS.find((candidate) => candidate.variable === variable);
    if (setting === undefined) throw new ConfigError(`unknown variable ${variable}: ${hintFor(variable, known)}`);
    return [{ setting, value: valueFromText(setting.schema, text), source: variable }];
  });
}

async function fromFile({ file, env }: ConfigSources): Promise<ConfigValue[]> {
  if (typeof file === 'object' && file !== null) return flatten(file, [], 'given');
  const path = file ?? env['DRAGOMAN_CONFIG'] ?? DEFAULT_FILE;
  if (!existsSync(path)) {
    if (path === DEFAULT_FILE) return [];
    throw new ConfigError(`config = "${path}" does not exist: give the path of a YAML file`);
  }
  const { value, lineOf } = await readDocument('config', path);
  keepLocations(
    (value as { readonly seed_data?: unknown }).seed_data,
    (within) => `${path}:${lineOf(['seed_data', ...within])}: seed_data.`,
  );
  return flatten(value, [], path);
}

function flatten(node: unknown, path: readonly string[], file: string): ConfigValue[] {
  const key = path.join('.');
  const setting = SETTINGS.find((candidate) => candidate.key === key);
  if (setting !== undefined) return [{ setting, value: node, source: file }];
  const below = SETTINGS.filter((candidate) => path.every((part, index) => candidate.path[index] === part));
  if (below.length === 0) throw new ConfigError(`unknown key ${key} (${file}): ${hintFor(key, KNOWN_KEYS)}`);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) {
    throw new ConfigError(
      `${key || 'the file'} = "${String(node)}" (${file}) does not fit: give a map with ${namesBelow(below, path)}`,
    );
  }
  return Object.entries(node).flatMap(([name, child]) => flatten(child, [...path, name], file));
}

/** What a name is called that is no setting's: its new name, or the nearest known one. */
function hintFor(unknown: string, known: readonly string[]): string {
  const renamed = renamedSetting(unknown);
  return renamed === null
    ? didYouMean(unknown, known, '`dragoman start --help` lists every setting')
    : `it is called ${renamed} now`;
}

/** Every key, and every map that keys stand in. */
const KNOWN_KEYS = [
  ...new Set(SETTINGS.flatMap(({ path }) => path.map((_part, depth) => path.slice(0, depth + 1).join('.')))),
];

function namesBelow(definitions: readonly SettingDefinition[], path: readonly string[]): string {
  return [...new Set(definitions.map((setting) => setting.path[path.length]))].join(', ');
}

function assign(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) target[name] = value;
  else assign(target[name] as Record<string, unknown>, rest, value);
}
