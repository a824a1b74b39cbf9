import { fitBody } from '@dragoman/huawei-platform';
import { schemaCompiler } from '@dragoman/protocol-kit';
import { type TObject, Type } from '@sinclair/typebox';

import { rejectionMessage } from '../../errors/csms.ts';
import { CSMS, type HuaweiContext, defineOperation } from '../../operation.ts';
import { CreateSecret } from './CreateSecret.ts';
import { onEachItem, onNewSecret } from '../../permissions/secret-checks.ts';

const itemSchema = (CreateSecret.input as TObject).properties['body'] as TObject;
const validate = schemaCompiler()(CreateSecret.input);

/** Makes each secret as CreateSecret would; one that is rejected is no hindrance to the others. */
export const BatchImportSecrets = defineOperation({
  ...CSMS,
  name: 'BatchImportSecrets',
  checks: onEachItem,
  routes: [{ method: 'POST', path: '/v1/{project_id}/secrets/batch-import' }],
  body: 'required',
  input: Type.Object({ body: Type.Object({ secrets: Type.Array(Type.Object({})) }) }),
  async run(context, { body }) {
    const rejected: object[] = [];
    for (const item of body.secrets as Record<string, unknown>[]) {
      const message = await rejectionOf(context, item);
      if (message !== null)
        rejected.push({ name: typeof item['name'] === 'string' ? item['name'] : '', error_msg: message });
    }
    const total = body.secrets.length;
    return { total, success: total - rejected.length, failed: rejected.length, error_list: rejected };
  },
});

/** Makes one secret; answers why it was not made. */
async function rejectionOf(context: HuaweiContext, item: Record<string, unknown>): Promise<string | null> {
  try {
    const input = { body: fitBody(itemSchema, item) };
    if (context.permissions.asks) context.permissions.require(...(await onNewSecret(context, input)));
    validate(input);
    // The validator has just shown that the input fits the operation's schema.
    await CreateSecret.run(context, input as never);
    return null;
  } catch (error) {
    return rejectionMessage(error, context.settings);
  }
}
