/**
 * `npm run bench -- permissions [rounds]`: signed reads of an identity that states no rights, with `permissions` off
 * and with `enforce`, in turn: what the feature costs whoever does not use it. Loopback only. The exit code is 1 when
 * anything costs more.
 */
import { compareSettings } from './pairs/two-settings.ts';

const DEFAULT_ROUNDS = '8';

const lines = await compareSettings(
  [
    ['off', { DRAGOMAN_PERMISSIONS: 'off' }],
    ['enforce', { DRAGOMAN_PERMISSIONS: 'enforce' }],
  ],
  process.argv[2] ?? DEFAULT_ROUNDS,
);
process.exitCode = lines.every(({ notWorse }) => notWorse) ? 0 : 1;
