import type { RuleText } from './message-types.ts';
import { ZH_NAME_RULES } from './zh-name-rules.ts';
import { ZH_SERVICE_RULES } from './zh-service-rules.ts';
import { ZH_VERSION_RULES } from './zh-version-rules.ts';

/** What the rules between services say in Chinese, by aspect. */
export const ZH_RULES: Readonly<Record<string, RuleText>> = {
  ...ZH_NAME_RULES,
  ...ZH_VERSION_RULES,
  ...ZH_SERVICE_RULES,
};

/** What the rules of a move into an instance of Alibaba Cloud KMS say in Chinese. */
export const ZH_INSTANCE_RULES: Readonly<Record<string, RuleText>> = {
  'DUP-NAME': { why: '实例中已有同名凭据', propose: '用另一个名称重新创建凭据' },
  'KEY-FIRST': { why: '客户密钥还不在实例中', propose: '先迁移密钥，再迁移凭据' },
  'ROTATION-ON': { why: '自动轮转已开启', propose: '迁移前关闭，迁移后再开启' },
  REGION: { why: '实例在另一个地域', propose: '在那里重新创建凭据' },
  QUOTA: { why: '实例已满', propose: '申请提高配额' },
  BATCH: { why: '每批迁移 50 个密钥和 50 个凭据', propose: '分批迁移' },
  'KEY-KIND': {
    why: '导入密钥材料或有多个版本的密钥不能迁移',
    propose: '查看控制台是否列出该密钥；否则用实例的密钥重新加密',
  },
  FREEZE: { why: '迁移期间不能做管理操作，读取不受影响', propose: '安排一个没有变更的窗口' },
  'TF-INSTANCE': {
    why: 'Terraform 会计划销毁并重建已进入实例的资源',
    propose: 'ignore_changes = [dkms_instance_id, enable_automatic_rotation, rotation_interval]',
  },
  API: { why: '实例网关不提供应用使用的某个调用', propose: '继续使用共享网关，或修改应用' },
  ENDPOINT: { why: '实例网关有自己的地址、CA 和客户端密钥', propose: '先从应用所在的 VPC 试用' },
  IMAGE: { why: '软件实例的镜像低于 2.9.0', propose: '先升级镜像' },
};
