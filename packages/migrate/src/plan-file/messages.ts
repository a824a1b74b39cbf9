import { catalogue } from '@dragoman/messages';

/** Why a file is not taken as a plan. */
export const PLAN_MESSAGES = catalogue({
  thePlan: { en: 'the plan', zh: '计划' },
  misfit: { en: '{file}: {misfit}', zh: '{file}：{misfit}' },
  noJson: { en: '{file} is no plan: it is no JSON', zh: '{file} 不是迁移计划：不是 JSON' },
  noFormat: {
    en: '{file} is no plan: it does not say format {format}',
    zh: '{file} 不是迁移计划：没有写明 format {format}',
  },
  changed: {
    en: '{file} was changed since it was made (its checksum differs): make the plan anew',
    zh: '{file} 生成后被改动（校验和不符）：请重新生成计划',
  },
  otherRules: {
    en: '{file} is of the rules of {rules}, these are of {date}: make the plan anew',
    zh: '{file} 依据 {rules} 的规则，当前规则为 {date}：请重新生成计划',
  },
});
