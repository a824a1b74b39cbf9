import { membersBeside, NOTHING_UNREAD } from '@dragoman/protocol-kit';
import type { TSchema } from '@sinclair/typebox';

/** What the ESB takes of every request beside the operation's own. */
const OF_ESB: ReadonlySet<string> = new Set([
  ...['bk_app_code', 'app_code', 'bk_app_secret', 'app_secret', 'bk_token', 'bk_username', 'username'],
  ...['bk_signature', 'signature', 'bk_nonce', 'bk_timestamp', 'access_token'],
]);

/** The names of parameters that no code of the operation or of its front asks for. */
export function unreadParameters(front: string, schema: TSchema, parameters: unknown): readonly string[] {
  const beside = membersBeside(schema, parameters);
  if (beside === NOTHING_UNREAD || front !== 'esb') return beside;
  const unread = beside.filter((name) => !OF_ESB.has(name));
  return unread.length === 0 ? NOTHING_UNREAD : unread;
}
