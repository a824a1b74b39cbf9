import aliyun from './data/aliyun.json' with { type: 'json' };
import aliyunInstance from './data/aliyun-instance.json' with { type: 'json' };
import bk from './data/bk.json' with { type: 'json' };
import huawei from './data/huawei.json' with { type: 'json' };

/**
 * What a scenario of each operation's own tests makes: `RECORD_FIXTURES=1 conformance/conform/run` writes them. The
 * executable keeps them beside its program (`packages/gateway/scripts/executable/data-by-asset.mjs`).
 */
export const recordedProbes = (): readonly unknown[] => [...huawei, ...aliyun, ...aliyunInstance, ...bk];
