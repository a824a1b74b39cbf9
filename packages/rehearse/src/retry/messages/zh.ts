import type { RetryMessages } from './message-types.ts';

const SHAPES: RetryMessages['shapes'] = {
  none: '没有第二次尝试',
  single: '只有一次等待',
  immediate: '不等待',
  fixed: '固定',
  exponential: '指数增长',
  jitter: '不规则',
  hint: '按提示等待',
};

/** Reports in Chinese. */
export const ZH: RetryMessages = {
  title: '重试演练',
  headline: ({ cases, broken, seconds }) =>
    broken === 0
      ? `${cases} 个用例，全部符合预期（${seconds.toFixed(1)} 秒）`
      : `${cases} 个用例，其中 ${broken} 个不符合预期（${seconds.toFixed(1)} 秒）`,
  firstRun: ({ seconds, requests, operations }) =>
    `没有故障时用时 ${seconds.toFixed(1)} 秒，共 ${requests} 个请求：${operations.join('、')}`,
  contract: ({ door, family, atLeast, atMost }) =>
    `在 ${door} 按约定 ${family} 判断：至少 ${atLeast} 次尝试，至多 ${atMost} 次`,
  columns: {
    case: '用例',
    attempts: '尝试',
    waits: '等待',
    backoff: '合计',
    ending: '结局',
    exit: '退出码',
    verdict: '结论',
  },
  connections: '连接',
  shapes: SHAPES,
  endings: {
    recovered: '恢复',
    'carried-on': '没有结果仍继续',
    'gave-up': '放弃',
    'still-trying': '仍在尝试',
  },
  passed: '符合预期',
  findings: {
    'fault-not-met': () => '这一次没有发出该调用：故障没有遇到请求',
    'not-recovered': ({ failures, attempts }) => `没有挺过 ${failures} 次失败（${attempts} 次尝试）`,
    'permanent-retried': ({ attempts }) => `重试了不可能成功的调用（${attempts} 次尝试）`,
    'hot-loop': ({ mean_ms: mean, at_least_ms: least }) =>
      `几乎立即重试：平均间隔 ${mean} 毫秒，预期至少 ${least} 毫秒`,
    'wait-shape': ({ shape, allowed }) => `等待为${nameOf(shape)}，预期为${allowed.map(nameOf).join('或')}`,
    'hint-ignored': ({ wait_ms: wait, hint_ms: hint }) => `${wait} 毫秒后就再次调用，服务要求等待 ${hint} 毫秒`,
    'too-many-attempts': ({ attempts, at_most: most }) => `${attempts} 次尝试，预期至多 ${most} 次`,
    'still-trying': ({ seconds }) => `${seconds} 秒后仍在尝试`,
    'failure-hidden': () => '从未得到结果，却以 0 退出',
    impatient: ({ exit }) => `没有等待缓慢的应答（退出码 ${exit ?? '无'}）`,
    'create-doubled': ({ times }) => `本应只创建一次，却创建了 ${times} 次`,
  },
};

function nameOf(shape: string): string {
  return SHAPES[shape as keyof typeof SHAPES];
}
