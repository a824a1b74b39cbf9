import type { Json } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';

import { characters } from '../wire/fields.ts';
import { isObject, parseJson } from '../wire/json.ts';
import type { ExtendedConfig } from './secret-attributes.ts';
import type { Managed } from './managed-type.ts';

const MAX_CHARACTERS = 1024;
const MAX_CUSTOM_PAIRS = 10;

/** Reads ExtendedConfig for a managed type; CustomData is empty where none is given. @throws InvalidInput */
export function configFromWire(text: string | undefined, managed: Managed): ExtendedConfig {
  if (text === undefined)
    throw new InvalidInputError('ExtendedConfig', 'required', 'a managed secret needs ExtendedConfig');
  if (characters(text) > MAX_CHARACTERS) throw invalidConfig(`it has more than ${MAX_CHARACTERS} characters`);
  const config = parseJson('ExtendedConfig', text);
  if (!isObject(config)) throw invalidConfig('it is not an object');
  const { SecretSubType, CustomData = {} } = config;
  if (typeof SecretSubType !== 'string' || !managed.subTypes.includes(SecretSubType))
    throw invalidConfig(`SecretSubType is ${managed.subTypes.join(' or ')}`);
  if (!managed.required.every((name) => isText(config[name])))
    throw invalidConfig(`it needs ${managed.required.join(', ')}`);
  if (managed.optional?.every((name) => config[name] === undefined || isText(config[name])) === false)
    throw invalidConfig(`${managed.optional.join(', ')} are texts`);
  if (managed.fits?.(config) === false) throw invalidConfig('its fields do not fit together');
  return { ...config, CustomData: customDataFrom('ExtendedConfig', CustomData) };
}

/** The configuration with other CustomData. @throws InvalidInput */
export function withCustomData(config: ExtendedConfig, text: string): ExtendedConfig {
  const name = 'ExtendedConfig.CustomData';
  const changed = { ...config, CustomData: customDataFrom(name, parseJson(name, text)) };
  if (characters(configToWire(changed)) > MAX_CHARACTERS)
    throw new InvalidInputError(name, 'format', `ExtendedConfig would have more than ${MAX_CHARACTERS} characters`);
  return changed;
}

export function configToWire(config: ExtendedConfig): string {
  return JSON.stringify(config);
}

function customDataFrom(parameter: string, data: Json): Json {
  const fits = isObject(data) && Object.keys(data).length <= MAX_CUSTOM_PAIRS;
  if (!fits)
    throw new InvalidInputError(parameter, 'format', `CustomData is an object of at most ${MAX_CUSTOM_PAIRS} pairs`);
  return data;
}

function isText(value: Json | undefined): boolean {
  return typeof value === 'string' && value !== '';
}

function invalidConfig(why: string): InvalidInputError {
  return new InvalidInputError('ExtendedConfig', 'format', `ExtendedConfig: ${why}`);
}
