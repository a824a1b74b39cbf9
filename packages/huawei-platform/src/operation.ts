import type { Identity, Services, VaultId } from '@dragoman/core';
import {
  type AuthMode,
  type CheckList,
  type Operation,
  type Permissions,
  type RestRoute,
  type VendorError,
  type WireRequest,
  operationFactory,
} from '@dragoman/protocol-kit';

import type { Denial, HuaweiService } from './errors/service.ts';
import type { HuaweiCheck } from './permissions/authorizer.ts';
import type { PlatformSettings } from './settings.ts';

/** Whoever calls an operation that asks nobody who it is. */
export const ANONYMOUS: Identity = { id: 'anyone', name: 'anyone', addresses: [], attributes: {} };

/** What every operation works with. */
export interface HuaweiContext<Settings extends PlatformSettings = PlatformSettings> {
  readonly services: Services;
  readonly settings: Settings;
  readonly authMode: AuthMode;
  readonly request: WireRequest;
  /** As its answer bears it. */
  readonly requestId: string;
  /** Who calls; {@link ANONYMOUS} where nobody showed who it is. */
  readonly caller: Identity;
  /** Whom changes are put down to. */
  readonly actor: string;
  /** The project of the request; the caller's own where the request names none. */
  readonly projectId: string;
  /** Where that project keeps its data. */
  readonly vault: VaultId;
  /** Where another project keeps its data. */
  vaultOfProject(projectId: string): VaultId;
  /** What the caller may do. */
  readonly permissions: Permissions<HuaweiCheck>;
  /** What somebody else may do, whom the request proves to be on its way. */
  permissionsOf(identity: Identity): Permissions<HuaweiCheck>;
}

/** What a request has, before it is held against the schema of its operation: it may lack anything. */
export interface RawInput {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** What an operation says of itself beside its name, input and work. */
export interface HuaweiMeta<Settings extends PlatformSettings = PlatformSettings> {
  /** Which service answers, and in whose envelope its errors are. */
  readonly service: HuaweiService<Settings>;
  /**
   * Whether its errors stand inside an `error` object; the definitions of CSMS have both forms, operation by operation.
   */
  readonly nestedErrors?: true;
  readonly routes: readonly RestRoute[];
  /** What the caller must be allowed; it is asked before the input is held against the schema. */
  checks(context: HuaweiContext<Settings>, input: RawInput): CheckList;
  /** Where an operation tells errors in another form than its service's others. */
  readonly toError?: (error: unknown) => VendorError;
  /** Where it tells the lack of a permission so. */
  readonly toDenial?: (denial: Denial) => VendorError;
  /** HTTP status of success. */
  readonly success: 200 | 201 | 204 | 300;
  /** `ignored`: clients send a body that nothing is read from. `optional`: an absent one is an empty object. */
  readonly body: 'ignored' | 'optional' | 'required';
  /**
   * Whether the caller must be known before it runs; `if-presented`: whoever presents a credential must present a good
   * one; `if-signed`: whoever signs must sign well, and what a token is worth is for the operation to say.
   */
  readonly authenticated: boolean | 'if-presented' | 'if-signed';
}

export type HuaweiOperation<Settings extends PlatformSettings = PlatformSettings> = HuaweiMeta<Settings> &
  Operation<HuaweiContext<Settings>>;

/** What a request asks for. */
export interface HuaweiCall<Settings extends PlatformSettings = PlatformSettings> {
  readonly operation: HuaweiOperation<Settings>;
  /** What its path names, by the names in the route. */
  readonly params: Readonly<Record<string, string>>;
  /** Its input where no request brings it. */
  readonly given?: RawInput;
}

/**
 * Declares an operation. Its input is what the request has of `path`, `query` and `body`; its answer is the JSON body,
 * `undefined` for an empty one, or a {@link Reply}.
 */
export const defineOperation = operationFactory<HuaweiContext, HuaweiMeta>();

/** An answer with headers of its own, or with another status of success than the operation's. */
export class Reply {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number | null;

  constructor(body: unknown, headers: Readonly<Record<string, string>>, status: number | null = null) {
    this.body = body;
    this.headers = headers;
    this.status = status;
  }
}
