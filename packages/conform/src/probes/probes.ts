import type { Probe } from './probe.ts';
import settings from './data/settings.json' with { type: 'json' };
import { recordedProbes } from './recorded-probes.ts';

/** Every probe: of each served operation what it answers in success and in error. */
export function builtInProbes(): readonly Probe[] {
  return recordedProbes() as readonly Probe[];
}

/** Settings, as flags, that a gateway needs for all probes. */
export const PROBE_SETTINGS: Readonly<Record<string, string>> = settings;
