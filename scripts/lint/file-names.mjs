/** Files are in kebab-case; an operation's file bears the vendor's exact name instead. */
import { basename } from 'node:path';

const KEBAB = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*\.(tsx|[cm]?[jt]s)$/;
const OPERATION = /^[A-Za-z][A-Za-z0-9_]*(\.[a-z0-9]+)*\.ts$/;

/** @type {import('eslint').Rule.RuleModule} */
export const fileNames = {
  meta: {
    type: 'suggestion',
    schema: [{ enum: ['kebab', 'operation'] }],
    messages: {
      kebab: '{{name}} is not in kebab-case.',
      operation: '{{name}} is not an operation name as a vendor writes it.',
    },
  },
  create(context) {
    const style = context.options[0] ?? 'kebab';
    const name = basename(context.filename);
    return {
      Program(node) {
        const pattern = style === 'kebab' ? KEBAB : OPERATION;
        if (!pattern.test(name)) context.report({ node, messageId: style, data: { name } });
      },
    };
  },
};
