import type { Json } from '@dragoman/core';
import type { Message } from '@dragoman/messages';
import { InvalidInputError } from '@dragoman/protocol-kit';

import { HELP } from '../messages/operations.ts';
import { characters } from '../wire/fields.ts';
import { isObject, parseJson } from '../wire/json.ts';
import type { ExtendedConfig } from './secret-attributes.ts';
import type { Managed } from './managed-type.ts';

const MAX_CHARACTERS = 1024;
const MAX_CUSTOM_PAIRS = 10;

/** Reads ExtendedConfig for a managed type; CustomData is empty where none is given. @throws InvalidInput */
export function configFromWire(text: string | undefined, managed: Managed): ExtendedConfig {
  if (text === undefined) throw new InvalidInputError('ExtendedConfig', 'required', HELP.needsExtendedConfig);
  if (characters(text) > MAX_CHARACTERS) throw invalidConfig(HELP.configLength({ limit: MAX_CHARACTERS }));
  const config = parseJson('ExtendedConfig', text);
  if (!isObject(config)) throw invalidConfig(HELP.configObject);
  const { SecretSubType, CustomData = {} } = config;
  if (typeof SecretSubType !== 'string' || !managed.subTypes.includes(SecretSubType))
    throw invalidConfig(HELP.subType({ subTypes: managed.subTypes.join(' or ') }));
  if (!managed.required.every((name) => isText(config[name])))
    throw invalidConfig(HELP.configNeeds({ required: managed.required.join(', ') }));
  if (managed.optional?.every((name) => config[name] === undefined || isText(config[name])) === false)
    throw invalidConfig(HELP.configTexts({ optional: managed.optional.join(', ') }));
  if (managed.fits?.(config) === false) throw invalidConfig(HELP.configFields);
  return { ...config, CustomData: customDataFrom('ExtendedConfig', CustomData) };
}

/** The configuration with other CustomData. @throws InvalidInput */
export function withCustomData(config: ExtendedConfig, text: string): ExtendedConfig {
  const name = 'ExtendedConfig.CustomData';
  const changed = { ...config, CustomData: customDataFrom(name, parseJson(name, text)) };
  if (characters(configToWire(changed)) > MAX_CHARACTERS)
    throw new InvalidInputError(name, 'format', HELP.extendedConfigLength({ limit: MAX_CHARACTERS }));
  return changed;
}

export function configToWire(config: ExtendedConfig): string {
  return JSON.stringify(config);
}

function customDataFrom(parameter: string, data: Json): Json {
  const fits = isObject(data) && Object.keys(data).length <= MAX_CUSTOM_PAIRS;
  if (!fits) throw new InvalidInputError(parameter, 'format', HELP.customData({ limit: MAX_CUSTOM_PAIRS }));
  return data;
}

function isText(value: Json | undefined): boolean {
  return typeof value === 'string' && value !== '';
}

function invalidConfig(why: Message): InvalidInputError {
  return new InvalidInputError('ExtendedConfig', 'format', HELP.extendedConfig({ why }));
}
