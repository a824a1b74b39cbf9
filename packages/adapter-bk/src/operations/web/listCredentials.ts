import { Type } from '@sinclair/typebox';

import { isPermitted } from '../../job/permissions.ts';
import { credentialsOf, isPermittedOn, rowToWire } from '../../job/web-credentials.ts';
import { defineWebOperation } from '../../operation.ts';
import { idToWire, nameOf } from '../../wire/credential.ts';
import { isBlank, longField, numberOf, textField, textOf } from '../../wire/fields.ts';

const DEFAULT_SIZE = 10;

/** A page of credentials, the last changed first. The service drops the filters by user before it looks. */
export const listCredentials = defineWebOperation({
  name: 'listCredentials',
  needs: ['manage_ticket', 'use_ticket', 'create_ticket'],
  method: 'GET',
  path: '/list',
  input: Type.Object({
    id: textField,
    name: textField,
    description: textField,
    creator: textField,
    lastModifyUser: textField,
    start: longField,
    pageSize: longField,
  }),
  async run(context, input) {
    const [id, name, description] = [textOf(input.id), textOf(input.name), textOf(input.description)];
    const found = await credentialsOf(
      context,
      (secret) =>
        (id === null || idToWire(secret) === id.toLowerCase()) &&
        includesText(nameOf(secret), name) &&
        includesText(secret.description ?? '', description),
    );
    const start = Math.max(numberOf(input.start) ?? 0, 0);
    const requested = numberOf(input.pageSize) ?? 0;
    const pageSize = requested > 0 ? requested : DEFAULT_SIZE;
    const data: unknown[] = [];
    for (const secret of found.slice(start, start + pageSize)) {
      const canManage = isPermittedOn(context, 'manage_ticket', secret);
      const canUse = isPermittedOn(context, 'use_ticket', secret);
      data.push(await rowToWire(context, secret, { canManage, canUse }));
    }
    return { start, pageSize, total: found.length, data, canCreate: isPermitted(context, 'create_ticket') };
  },
});

function includesText(text: string, part: string | null): boolean {
  return part === null || isBlank(part) || text.toLowerCase().includes(part.toLowerCase());
}
