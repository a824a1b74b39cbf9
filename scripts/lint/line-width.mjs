/** What `npm run sizes` says of lines that are too wide, where eslint looks already. */
import { relative } from 'node:path';

import { MAX_COLUMNS, wideLines } from './sizes/problems.ts';

/** @type {import('eslint').Rule.RuleModule} */
export const lineWidth = {
  meta: {
    type: 'layout',
    schema: [],
    messages: { wide: `This line is {{columns}} columns wide, and may be ${MAX_COLUMNS}.` },
  },
  create(context) {
    const path = relative(context.cwd, context.filename).replaceAll('\\', '/');
    return {
      Program() {
        for (const { line, columns } of wideLines({ path, lines: context.sourceCode.lines }))
          context.report({ loc: { line, column: 0 }, messageId: 'wide', data: { columns } });
      },
    };
  },
};
