import type { RandomBytes, Version } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';

import { HELP } from '../messages/operations.ts';
import type { ExtendedConfig } from './secret-attributes.ts';
import { checkNewName } from './secret-name.ts';

/** What one type of managed secret asks for. */
export interface Managed {
  readonly subTypes: readonly string[];
  /** Fields of ExtendedConfig beside SecretSubType; all are texts. */
  readonly required: readonly string[];
  readonly optional?: readonly string[];
  /** What the fields must hold together. */
  readonly fits?: (config: ExtendedConfig) => boolean;
  /** The name of the secret, from the one that was given. @throws InvalidInput */
  readonly name: (given: string, config: ExtendedConfig) => string;
  /** The value as it is kept and rotated, from SecretData. @throws InvalidInput */
  readonly fromWire: (text: string, config: ExtendedConfig, random: RandomBytes) => string;
  /** The value as it is shown. A value of another shape, set through another door, is shown as it is. */
  readonly toWire: (kept: string, version: Version) => string;
}

export function plainNamed(given: string): string {
  checkNewName(given);
  return given;
}

export function ecsNamed(given: string): string {
  if (!given.startsWith('acs/ecs/') || given === 'acs/ecs/')
    throw new InvalidInputError('SecretName', 'format', HELP.ecsName);
  checkNewName(given.slice('acs/'.length));
  if (Array.from(given).length > 192) throw new InvalidInputError('SecretName', 'format', HELP.nameLength);
  return given;
}

/** The service itself names the secret, after the RAM user. */
export function autoNamed(given: string, config: ExtendedConfig): string {
  if (given !== '$Auto') throw new InvalidInputError('SecretName', 'format', HELP.ramName);
  return `acs/ram/user/${textIn(config, 'UserName')}`;
}

/** A field that was checked to be a string. */
export function textIn(config: ExtendedConfig, field: string): string {
  const text = config[field];
  return typeof text === 'string' ? text : '';
}
