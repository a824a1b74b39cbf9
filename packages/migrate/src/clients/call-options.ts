/** What a client may call: operations by the vendor's name, or all of them. */
export type AllowedCalls = ReadonlySet<string> | 'all';

/** The body of an answer, or of a rejection. */
export type Body = Readonly<Record<string, unknown>>;

/** What a service answered. */
export interface CloudAnswer {
  readonly body: Body;
  readonly requestId: string | null;
}
