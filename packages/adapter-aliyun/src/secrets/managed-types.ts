import type { ExtendedConfig } from './secret-attributes.ts';
import { type Managed, autoNamed, ecsNamed, plainNamed, textIn } from './managed-type.ts';
import {
  accountsFromWire,
  ecsFromWire,
  keysFromWire,
  generateAccounts,
  accountToWire,
  toStoredForm,
  accessKeyToWire,
} from './managed-data.ts';

/** What each managed type asks for: official metadata (2024), and the documentation for Redis and PolarDB. */
export const MANAGED: Readonly<Record<'Rds' | 'Redis' | 'PolarDB' | 'RAMCredentials' | 'ECS', Managed>> = {
  Rds: {
    subTypes: ['SingleUser', 'DoubleUsers'],
    required: ['DBInstanceId'],
    name: plainNamed,
    fromWire: accountsFromWire,
    toWire: accountToWire,
  },
  Redis: {
    subTypes: ['DoubleUsers'],
    required: ['RegionId', 'InstanceId', 'AccountName', 'CloneAccountName', 'AccountPrivilege'],
    fits: (config) => config['CloneAccountName'] === cloneOf(config),
    name: plainNamed,
    fromWire: (text, config, random) => generateAccounts(text, [nameIn(config), cloneOf(config)], random),
    toWire: accountToWire,
  },
  PolarDB: {
    subTypes: ['DoubleUsers'],
    required: ['RegionId', 'DBClusterId', 'DBType', 'AccountName'],
    optional: ['CloneAccountName', 'AccountType', 'AccountPrivilege', 'DBName'],
    fits: ({ DBType, AccountType = 'Normal' }) =>
      (DBType === 'MySQL' || DBType === 'PostgreSQL') && AccountType === 'Normal',
    name: plainNamed,
    fromWire: (text, config, random) => generateAccounts(text, [nameIn(config), polarClone(config)], random),
    toWire: accountToWire,
  },
  RAMCredentials: {
    subTypes: ['RamUserAccessKey'],
    required: ['UserName'],
    name: autoNamed,
    fromWire: keysFromWire,
    toWire: accessKeyToWire,
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
