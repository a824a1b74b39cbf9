import type { Probe } from './probe.ts';
import aliyun from './data/aliyun.json' with { type: 'json' };
import aliyunInstance from './data/aliyun-instance.json' with { type: 'json' };
import bk from './data/bk.json' with { type: 'json' };
import huawei from './data/huawei.json' with { type: 'json' };
import settings from './data/settings.json' with { type: 'json' };

/** Every probe: of each served operation what it answers in success and in error. */
export function builtInProbes(): readonly Probe[] {
  // What a scenario of the operation's own tests makes: `RECORD_FIXTURES=1 conformance/conform/run` writes them.
  return [...huawei, ...aliyun, ...aliyunInstance, ...bk] as readonly unknown[] as readonly Probe[];
}

/** Settings, as flags, that a gateway needs for all probes. */
export const PROBE_SETTINGS: Readonly<Record<string, string>> = settings;
