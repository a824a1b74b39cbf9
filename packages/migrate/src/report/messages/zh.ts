import type { Messages } from './message-types.ts';
import { ZH_INSTANCE_RULES, ZH_RULES } from './zh-rules.ts';

const VERDICTS = { kept: '保留', changed: '改变', lost: '丢失', refused: '拒绝' };

/** Reports in Chinese. */
export const ZH: Messages = {
  tag: 'zh-CN',
  title: '迁移计划',
  verdicts: VERDICTS,
  actions: { create: '创建', skip: '跳过', 'add-version': '新增版本' },
  headline: ({ count, source, target, totals, maxLoss, isOpen }) =>
    `${count} 个凭据 ${source} → ${target}：保留 ${totals.kept}，改变 ${totals.changed}，丢失 ${totals.lost}，` +
    `拒绝 ${totals.refused} · 门槛 ${maxLoss}：${isOpen ? '通过' : '未通过'}`,
  notes: {
    estimate: (calls, seconds) => `约 ${calls} 次调用，按目标允许的速度需 ${seconds} 秒`,
    unread: (count) => `${count} 个值没有读取：与值有关的规则无法判定（--with-values）`,
    valuesRequired: '门槛要求读取所有的值',
    incomplete: (count, service) => `${count} 个凭据：${service} 的这个来源不包含其版本和标签`,
    waived: (count) => `${count} 条结果已豁免`,
  },
  settles: (count) => `${count} 个凭据`,
  sections: {
    secrets: '凭据',
    proposals: '建议',
    always: '对每个凭据都成立',
    checklist: '切换之前',
    basis: '计划的依据',
  },
  columns: {
    name: '名称',
    target: '新名称',
    action: '操作',
    verdict: '结论',
    rules: '规则',
    rule: '规则',
    secrets: '凭据数',
    why: '原因',
    propose: '可以怎么做',
    page: '文档',
  },
  basis: {
    madeAt: (time) => `生成于 ${time}`,
    rules: (date) => `规则日期 ${date}`,
    limits: (limits) => `目标的限制：${limits}`,
    checksum: (checksum) => `校验和 ${checksum}`,
  },
  checklist: [
    '每个凭据的负责人和使用方已明确',
    '客户密钥已映射，并在目标处启用',
    '源处的轮转已关闭',
    '已重新授权，并用应用自己的身份试过',
    '终端节点、CA 证书和 NO_PROXY 已设置',
    '客户端缓存已过期（secretsmanager 客户端和 JDBC 驱动的 TTL）',
    '告警和事件订阅已重新创建',
    'Terraform：目标处已导入，源处使用 removed { lifecycle { destroy = false } }，状态文件已加密',
    '改过的名称已在所有清单中更新',
    '保留源的备份：华为云的 secret_blob 只能在华为云打开',
    '回滚已演练',
    '之后轮转每个迁移过的值',
  ],
  ruleText: (aspect, direction) => (direction === 'K1-K3' ? ZH_INSTANCE_RULES : ZH_RULES)[aspect] ?? null,
};
