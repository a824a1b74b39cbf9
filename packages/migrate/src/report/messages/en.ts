import type { Messages } from './message-types.ts';

/** Reports in English. */
export const EN: Messages = {
  tag: 'en',
  title: 'Migration plan',
  verdicts: { kept: 'kept', changed: 'changed', lost: 'lost', refused: 'refused' },
  actions: { create: 'create', skip: 'skip', 'add-version': 'add-version' },
  headline: ({ count, source, target, totals, maxLoss, isOpen }) =>
    `${count} secrets ${source} → ${target}: ${totals.kept} kept, ${totals.changed} changed, ${totals.lost} lost, ` +
    `${totals.refused} refused · gate ${maxLoss}: ${isOpen ? 'passed' : 'broken'}`,
  notes: {
    estimate: (calls, seconds) => `about ${calls} calls, ${seconds} s at the pace that the target allows`,
    unread: (count) => `${count} values were not read: the VALUE rules are undetermined for them (--with-values)`,
    valuesRequired: 'the gate requires that values are read',
    incomplete: (count, service) => `${count} secrets: versions and labels are unknown in this source of ${service}`,
    waived: (count) => `${count} findings are waived`,
  },
  settles: (count) => (count === 1 ? '1 secret' : `${count} secrets`),
  sections: {
    secrets: 'Secrets',
    proposals: 'Proposals',
    always: 'What holds for every secret',
    checklist: 'Before the cut-over',
    basis: 'What the plan goes by',
  },
  columns: {
    name: 'name',
    target: 'new name',
    action: 'action',
    verdict: 'verdict',
    rules: 'rules',
    rule: 'rule',
    secrets: 'secrets',
    why: 'why',
    propose: 'what can be done',
    page: 'page',
  },
  basis: {
    madeAt: (time) => `made at ${time}`,
    rules: (date) => `rules of ${date}`,
    limits: (limits) => `limits of the target: ${limits}`,
    checksum: (checksum) => `checksum ${checksum}`,
  },
  checklist: [
    'the owner and the consumers of each secret are known',
    'customer keys are mapped and enabled at the target',
    'rotation is off at the source',
    "access is granted anew and tried with the application's own identity",
    'endpoints, certificate authorities and NO_PROXY are set',
    'caches of clients have run out (TTL of the secretsmanager client and of JDBC drivers)',
    'alarms and event subscriptions are made anew',
    'Terraform: imported at the target, removed { lifecycle { destroy = false } } at the source, the state encrypted',
    'names that were mapped are changed in every manifest',
    "back-ups of the source are kept: Huawei's secret_blob opens at Huawei alone",
    'the roll-back was rehearsed',
    'every value that travelled is rotated afterwards',
  ],
  ruleText: () => null,
};
