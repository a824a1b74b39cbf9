import type { RuleText } from './message-types.ts';

/** Tags, and what one service alone has. */
export const ZH_SERVICE_RULES: Readonly<Record<string, RuleText>> = {
  'TYPE-MANAGED': {
    why: '托管凭据服务于其所在云的资源：作为普通值迁移',
    propose: '迁移资源，并为其重新创建托管凭据',
  },
  ROTATION: { why: '轮转计划不迁移', propose: '在目标处用托管凭据或自己的任务轮转' },
  TAGS: { why: '作业平台没有资源标签', propose: '将其含义写入描述' },
  'TAG-CHARSET': { why: '目标不接受资源标签中的某个字符', propose: 'tags: slug 将这类字符的每一段变为“-”' },
  'TAG-LENGTH': { why: '资源标签的值超过 128 个字符', propose: '缩短它' },
  'TAG-RESERVED': { why: '资源标签的键以目标保留的前缀开头', propose: '换一个键' },
  EVENTS: { why: '事件订阅不迁移', propose: '在目标处创建告警' },
  PROJECT: { why: '企业项目不迁移', propose: '以资源标签给出' },
  REPLICAS: { why: '其他区域的副本不迁移', propose: '分别迁移到需要的区域' },
  ACCESS: { why: '授权、策略和审批单不迁移', propose: '重新授权，并用应用的身份试一次' },
  'CUSTOM-DATA': { why: 'ExtendedConfig 的 CustomData 不迁移', propose: '保留在描述或资源标签中' },
  INSTANCE: { why: 'KMS 实例没有对应物', propose: '修改通过实例读取的客户端的终端节点' },
  'INSTANCE-NEEDED': {
    why: '该账号必须为新凭据指定 KMS 实例，且其密钥必须在同一实例中',
    propose: '指定实例',
  },
  REFERENCES: { why: '文件源使用该凭据：其中的 id 必须更换', propose: '切换之后修改文件源' },
  TIMES: { why: '目标有自己的创建和更新时间', propose: '保留清点结果' },
  OWNER: { why: '执行迁移者成为创建人', propose: '保留清点结果' },
  'ID-REF': { why: 'id 和 ARN 是新的', propose: '按名称引用凭据；修改策略和文件源中的 id' },
  'NO-DELETE': { why: '作业平台的 API 不删除凭据：回滚需手工进行', propose: '保留所创建内容的列表' },
  QUOTA: { why: '目标的凭据将超过其配额', propose: '申请提高配额，或减少迁移数量' },
};
