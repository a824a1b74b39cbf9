import type { ControlCall } from '../call.ts';
import { clockCalls } from './clock.ts';
import { credentialCalls } from './credentials.ts';
import { connectionCalls } from './connection.ts';
import { doorCalls } from './doors.ts';
import { explainCalls } from './explain.ts';
import { faultCalls } from './faults.ts';
import { gatewayCalls } from './gateway.ts';
import { hostCalls } from './hosts.ts';
import { identityCalls } from './identities.ts';
import { instanceCalls } from './instances.ts';
import { journalCalls } from './journal.ts';
import { metricsCalls } from './metrics.ts';
import { migrationCalls } from './migration.ts';
import { permissionCalls } from './permissions.ts';
import { migrationReadCalls } from './migration-read.ts';
import { proxyCalls } from './proxy.ts';
import { receiptCalls } from './receipt.ts';
import { sandboxCalls } from './sandboxes.ts';
import { secretCalls } from './secrets.ts';
import { secretViewCalls } from './secret-views.ts';
import { seedCalls } from './seeds.ts';
import { stateCalls } from './state.ts';
import { tlsCalls } from './tls.ts';
import { vaultCalls } from './vaults.ts';

/** Every control call, by its name: group and verb, as commands and clients have it too. */
export const CALLS = {
  ...gatewayCalls,
  ...connectionCalls,
  ...doorCalls,
  ...clockCalls,
  ...faultCalls,
  ...journalCalls,
  ...explainCalls,
  ...receiptCalls,
  ...permissionCalls,
  ...identityCalls,
  ...metricsCalls,
  ...migrationCalls,
  ...migrationReadCalls,
  ...proxyCalls,
  ...hostCalls,
  ...instanceCalls,
  ...stateCalls,
  ...sandboxCalls,
  ...secretCalls,
  ...secretViewCalls,
  ...credentialCalls,
  ...seedCalls,
  ...tlsCalls,
  ...vaultCalls,
};

/**
 * The same as pairs of name and call, for what treats every call alike. Each call checks what it is given by its own
 * schemas.
 */
export const NAMED_CALLS = Object.entries(CALLS) as unknown as readonly (readonly [string, ControlCall])[];
