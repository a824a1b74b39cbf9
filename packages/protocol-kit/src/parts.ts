import type {
  TenantAddress,
  Json,
  NewAccessCredential,
  PermissionMode,
  DialectRecord,
  SecretEvent,
  Services,
  UsageCounts,
  VaultBindings,
} from '@dragoman/core';

import type { DoorHost } from './door.ts';

/** `strict` verifies every proof; `lenient` takes any key unverified, for suites that use random ones. */
export type AuthMode = 'strict' | 'lenient';

/** What the gateway hands to an adapter to build its door from. */
export interface DoorParts<Settings> extends Pick<
  DoorHost,
  'observe' | 'interceptor' | 'findElsewhere' | 'noteHandedOut' | 'notesUnread'
> {
  readonly services: Services;
  /** Which addresses share a vault. */
  readonly bindings: VaultBindings;
  readonly authMode: AuthMode;
  /** What becomes of a request that its caller has no permission for. */
  readonly permissions: PermissionMode;
  /** The door's own switches, checked against the schema that the adapter exports. */
  readonly settings: Settings;
  /**
   * The certificates, as PEM, that https clients are to trust; `null` where the gateway has no authority of its own.
   * Rejects where its files are missing or damaged. Absent without https.
   */
  readonly authority?: (() => Promise<string | null>) | undefined;
  /** Counts nonces and calls under a quota for all who answer over the state; absent, the door counts by itself. */
  readonly usage?: UsageCounts | undefined;
}

/** One dialect's part of the documented development identity. */
export interface DevelopmentPart {
  /** What the dialect knows of the identity, kept under the dialect's name. */
  readonly attributes: { readonly [key: string]: Json };
  readonly accessCredentials: readonly NewAccessCredential[];
  /** The address that is bound to the `default` vault. */
  readonly address: TenantAddress;
}

/** One dialect's part of an identity that is made for a sandbox. */
export interface SandboxPart {
  readonly attributes: { readonly [key: string]: Json };
  readonly accessCredentials: readonly NewAccessCredential[];
  /** What a client of the dialect is configured with, under the names that the vendor gives it. */
  readonly credentials: Readonly<Record<string, string>>;
}

/** Sends a string somewhere over HTTP and answers what came back. Rejects where nothing comes back in time. */
export type Post = (
  url: string,
  request: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
) => Promise<PostAnswer>;

/** What came back, whatever its status says. */
export interface PostAnswer {
  readonly status: number;
  readonly body: string;
}

/** What the gateway hands to an adapter for its work beside requests. */
export interface WorkerParts<Settings> {
  readonly settings: Settings;
  readonly post: Post;
}

/** What a dialect does without a request. */
export interface BackgroundWorker {
  /** Whether it has to hear of the event; looks at nothing but the event. */
  isSubscribed(event: SecretEvent): boolean;
  /**
   * Handles an event that it is subscribed to, at least once; `id` is the same each time. One that rejects is called
   * again later.
   */
  handle(services: Services, event: SecretEvent, id: string): Promise<void>;
  /**
   * By kind of record, what is done about one that fell due. It must change or remove it; one that rejects is tried
   * again later.
   */
  readonly jobs: Readonly<Record<string, (services: Services, record: DialectRecord) => Promise<void>>>;
}
