/** Where inputs name what they are about, the likeliest first. */
const IN_PATH = [
  'secret_name',
  'secret_id',
  'resource_id',
  'key_id',
  'event_name',
  'topic_urn',
  'enterprise_project_id',
];
const IN_BODY = ['name', 'secret_name', 'key_id', 'key_alias'];

/** The secret or key that an input is about, as the client named it. */
export function resourceOf(input: unknown): string | null {
  const { path, body } = input as { readonly path?: object; readonly body?: object };
  return firstText(path, IN_PATH) ?? firstText(body, IN_BODY);
}

function firstText(part: object | undefined, names: readonly string[]): string | null {
  if (part === undefined) return null;
  for (const name of names) {
    const value = (part as Record<string, unknown>)[name];
    if (typeof value === 'string') return value;
  }
  return null;
}
