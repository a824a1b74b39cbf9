import type { ExtendedConfig } from '../wire/secret-attributes.ts';
import { type Managed, autoNamed, ecsNamed, plainNamed, textIn } from './rules.ts';
import {
  accountsFromWire,
  ecsFromWire,
  keysFromWire,
  madeAccounts,
  shownAccount,
  toStoredForm,
  shownKey,
} from './secret-data.ts';

/** What each managed type asks for: official metadata (2024), and the documentation for Redis and PolarDB. */
export const MANAGED: Readonly<Record<'Rds' | 'Redis' | 'PolarDB' | 'RAMCredentials' | 'ECS', Managed>> = {
  Rds: {
    subTypes: ['SingleUser', 'DoubleUsers'],
    required: ['DBInstanceId'],
    name: plainNamed,
    fromWire: accountsFromWire,
    toWire: shownAccount,
  },
  Redis: {
    subTypes: ['DoubleUsers'],
    required: ['RegionId', 'InstanceId', 'AccountName', 'CloneAccountName', 'AccountPrivilege'],
    fits: (config) => config['CloneAccountName'] === cloneOf(config),
    name: plainNamed,
    fromWire: (text, config, random) => madeAccounts(text, [nameIn(config), cloneOf(config)], random),
    toWire: shownAccount,
  },
  PolarDB: {
    subTypes: ['DoubleUsers'],
    required: ['RegionId', 'DBClusterId', 'DBType', 'AccountName'],
    optional: ['CloneAccountName', 'AccountType', 'AccountPrivilege', 'DBName'],
    fits: ({ DBType, AccountType = 'Normal' }) =>
      (DBType === 'MySQL' || DBType === 'PostgreSQL') && AccountType === 'Normal',
    name: plainNamed,
    fromWire: (text, config, random) => madeAccounts(text, [nameIn(config), polarClone(config)], random),
    toWire: shownAccount,
  },
  RAMCredentials: {
    subTypes: ['RamUserAccessKey'],
    required: ['UserName'],
    name: autoNamed,
    fromWire: keysFromWire,
    toWire: shownKey,
  },
  ECS: {
    subTypes: ['Password', 'SSHKey'],
    required: ['RegionId', 'InstanceId'],
    name: ecsNamed,
    fromWire: ecsFromWire,
    toWire: toStoredForm,
  },
};

function nameIn(config: ExtendedConfig): string {
  return textIn(config, 'AccountName');
}

function cloneOf(config: ExtendedConfig): string {
  return `${nameIn(config)}_clone`;
}

function polarClone(config: ExtendedConfig): string {
  const clone = textIn(config, 'CloneAccountName');
  return clone === '' ? cloneOf(config) : clone;
}
