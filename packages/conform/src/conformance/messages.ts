import type { Language } from '@dragoman/reports';

import type { DifferenceKind } from '../compare/difference.ts';
import type { Reason } from './result.ts';

/** Every sentence of a report about conformance, in one language. */
export interface ConformMessages {
  readonly title: string;
  readonly headline: (parts: { compared: number; different: number; seconds: number }) => string;
  readonly source: (date: string | null) => string;
  readonly leftOut: (count: number, reason: string) => string;
  readonly columns: Readonly<Record<'operation' | 'step' | 'what' | 'at' | 'expected' | 'found', string>>;
  readonly differences: string;
  readonly compared: string;
  readonly reasons: Readonly<Record<Reason, string>>;
  readonly kinds: Readonly<Record<DifferenceKind, string>>;
}

const EN: ConformMessages = {
  title: 'Conformance',
  headline: ({ compared, different, seconds }) =>
    different === 0
      ? `${counted(compared)} compared, all as expected (${seconds.toFixed(1)} s)`
      : `${counted(compared)} compared, ${different} not as expected (${seconds.toFixed(1)} s)`,
  source: (date) =>
    date === null
      ? 'expected: what the built-in probes say of each operation'
      : `expected: what was recorded of the service on ${date}`,
  leftOut: (count, reason) => `not compared, ${count}: ${reason}`,
  columns: { operation: 'operation', step: 'request', what: 'what', at: 'where', expected: 'expected', found: 'found' },
  differences: 'differences',
  compared: 'compared',
  reasons: {
    'needs-settings': 'the gateway would have to be started with settings of its own for it',
    'needs-writes': 'it writes; give --writes to have it made',
    'needs-state': 'it needs things that are not made at a real service',
    'no-probe': 'no built-in probe comes to this outcome',
    'other-outcome': 'the same request comes to another outcome here, for reasons that the recording does not tell',
    'unknown-operation': 'the catalogue does not have the operation',
  },
  kinds: {
    status: 'status',
    code: 'code of the error',
    message: 'message of the error',
    format: 'format of the body',
    'missing-header': 'header missing',
    'additional-header': 'header added',
    header: 'value of a header',
    'header-order': 'order of headers',
    'missing-field': 'field missing',
    'additional-field': 'field added',
    'field-name': 'name of a field',
    'null-for-absent': 'null where it is absent',
    'absent-for-null': 'absent where it is null',
    'empty-for-absent': 'empty where it is absent',
    'absent-for-empty': 'absent where it is empty',
    'empty-list': 'empty list',
    type: 'type',
    form: 'form of a text',
    spelling: 'upper and lower case',
    'time-format': 'format of a time',
    'field-order': 'order of fields',
  },
};

const ZH: ConformMessages = {
  title: '一致性',
  headline: ({ compared, different, seconds }) =>
    different === 0
      ? `比较了 ${compared} 个响应，全部符合预期（${seconds.toFixed(1)} 秒）`
      : `比较了 ${compared} 个响应，其中 ${different} 个不符合预期（${seconds.toFixed(1)} 秒）`,
  source: (date) => (date === null ? '预期：内置探测对各操作的记载' : `预期：${date} 对服务的录制`),
  leftOut: (count, reason) => `未比较 ${count} 项：${reason}`,
  columns: { operation: '操作', step: '请求', what: '差异', at: '位置', expected: '预期', found: '实际' },
  differences: '差异',
  compared: '已比较',
  reasons: {
    'needs-settings': '需要以专门的设置启动网关',
    'needs-writes': '该操作会写入；需要时请加 --writes',
    'needs-state': '它所需的资源不会在真实服务上创建',
    'no-probe': '没有内置探测会得到这一结果',
    'other-outcome': '同样的请求在这里得到另一种结果，录制内容没有说明原因',
    'unknown-operation': '目录中没有该操作',
  },
  kinds: {
    status: '状态码',
    code: '错误码',
    message: '错误消息',
    format: '响应体格式',
    'missing-header': '缺少响应头',
    'additional-header': '多出响应头',
    header: '响应头的值',
    'header-order': '响应头顺序',
    'missing-field': '缺少字段',
    'additional-field': '多出字段',
    'field-name': '字段名',
    'null-for-absent': '应缺省而为 null',
    'absent-for-null': '应为 null 而缺省',
    'empty-for-absent': '应缺省而为空',
    'absent-for-empty': '应为空而缺省',
    'empty-list': '空列表',
    type: '类型',
    form: '文本形式',
    spelling: '大小写',
    'time-format': '时间格式',
    'field-order': '字段顺序',
  },
};

export const CONFORM_MESSAGES: Readonly<Record<Language, ConformMessages>> = { en: EN, zh: ZH };

function counted(answers: number): string {
  return answers === 1 ? '1 answer' : `${answers} answers`;
}
