/**
 * Names that the field has another word for (docs/glossary.md), as they may not be declared, exported or given to a
 * file. What fits a name is found by where it stands: a name that is barred in one folder alone is a good one
 * elsewhere.
 */
export interface BarredName {
  /** Whole names, as they are written. */
  readonly names?: readonly string[];
  /** Words that a name is made of, in any case: `world` bars `openWorld` and `WORLD_ID`. */
  readonly parts?: readonly string[];
  /** How such words begin. */
  readonly prefixes?: readonly string[];
  /** Names of source files without their folder. */
  readonly files?: readonly string[];
  /** The paths in which it is barred; without it, everywhere. */
  readonly within?: RegExp;
  /** What to write in its place. */
  readonly instead: string;
}

const SEEDS = /^packages\/seeds\//;
const STATE = /^packages\/environment\/src\/state\//;

export const BARRED_NAMES: readonly BarredName[] = [
  { names: ['seed', 'seeds'], within: /\/settings\.ts$/, instead: 'random_seed, seed_data' },
  { names: ['onFault'], instead: 'onError; a fault is what is injected, nothing else' },
  { parts: ['world', 'worlds'], instead: 'environment' },
  { names: ['Address', 'addressOf'], within: /^packages\/core\//, instead: 'TenantAddress, tenantAddressOf' },
  { names: ['controlSide'], instead: 'controlApi' },
  { names: ['Console'], instead: 'EventLog' },
  { parts: ['walls'], instead: 'import rules' },
  { names: ['ShownProof', 'shownProofs', 'shown'], instead: 'PresentedCredential, presentedCredentials, presented' },
  { parts: ['proof', 'proofs'], files: ['shown-proofs.ts'], instead: 'AccessCredential' },
  {
    names: ['Place', 'placeOf', 'place'],
    parts: ['places'],
    files: ['places.ts'],
    instead: 'Route, TenantContext, ScopeVault, TextRange, SourceLocation, pathParams',
  },
  { prefixes: ['refus'], instead: 'rejection, reject…, ERRORS' },
  { names: ['writtenDown', 'EVENT_KIND', 'handOn'], instead: 'toOutbox, OUTBOX_KIND, dispatchEvent' },
  {
    names: ['DoorWork', 'wants', 'hear', 'chores'],
    instead: 'BackgroundWorker, isSubscribed, handle, jobs',
  },
  { names: ['Resource'], within: /^packages\/core\//, instead: 'DialectRecord' },
  { names: ['askForRotation', 'asked'], instead: 'requestRotation, requested' },
  { names: ['settle', 'settleDue'], instead: 'runDue, runNextDue, drain' },
  { parts: ['patience'], instead: 'SourceBackoff, or what the limit is of' },
  { names: ['Turn', 'Span', 'reach'], instead: 'Batch, Window, advanceTo' },
  { names: ['turn', 'span'], within: /^packages\/environment\//, instead: 'batch, window' },
  { names: ['alone', 'isOver', 'breathe'], instead: 'runExclusive, shouldStop, yieldToEventLoop' },
  { names: ['isStill', 'holdAt', 'goOn', 'startAgain'], instead: 'isPaused, pauseAt, resume, reset' },
  { names: ['wakingStores', 'countedSources'], instead: 'withDueNotifications, instrumentSources' },
  { parts: ['ledger'], names: ['isCut', 'NoSuchGoal'], instead: 'AdvanceReport, truncated, InvalidTargetTime' },
  { names: ['SwapGate', 'swapGate'], instead: 'StateLock' },
  { names: ['pass', 'swap', 'pause'], within: STATE, instead: 'withShared, withExclusive, releaseWhile' },
  { parts: ['keeper', 'unfit'], instead: 'SnapshotService, InvalidStateImage' },
  { parts: ['soil'], names: ['madeFrom', 'rememberMade'], instead: 'SeedTarget, findApplied, recordApplied' },
  { names: ['fill'], within: /^packages\/(seeds|environment|gateway)\//, instead: 'initialize' },
  { names: ['beginning'], files: ['beginning.ts'], instead: 'initialData; initialize' },
  { names: ['left', 'made'], within: SEEDS, instead: 'skipped, created' },
  { parts: ['rehearse', 'rehearsal'], within: SEEDS, instead: 'dryRun' },
  { names: ['keepMemorySmall'], files: ['memory.ts'], instead: 'tuneHeap, v8-heap.ts' },
  {
    names: ['KnownValues', 'learn', 'hide', 'Print'],
    instead: 'SecretRedactor, add, redact, Fingerprint',
  },
  { names: ['Holders', 'OwnTexts'], instead: 'CredentialOwners, StringPool' },
  {
    names: ['Recorded', 'Ending', 'Trait', 'Wanted', 'Listed', 'madeRoom'],
    instead: 'JournalRecord, RequestOutcome, FilterField, ResolvedFilter, JournalPage, evicted',
  },
  { files: ['hand-on.ts'], names: ['NEIGHBOURLY', 'Reached'], instead: 'forward.ts, HOP_BY_HOP, ProxiedHost' },
  { names: ['others'], within: /^packages\/(server|gateway|cli)\//, instead: 'unknown_hosts, or what they are' },
  { names: ['Reach', 'words', 'Handshakes'], instead: 'ConnectionOptions, args, TlsAcceptor' },
  { files: ['rarely.ts', 'words.ts'], instead: 'rate-limit.ts, frontend-errors.ts' },
  {
    names: ['Leaf', 'LEAVES', 'Given', 'expectation'],
    instead: 'SettingDefinition, SETTINGS, ConfigValue, describeType',
  },
  { names: ['closed'], within: /^packages\/(input|control|seeds)\//, instead: 'strictObject' },
  { names: ['Controlled'], instead: 'ControlTarget' },
  { names: ['answers'], within: /^packages\/control\//, instead: 'responseKind' },
  { names: ['claims'], within: /^packages\/(protocol-kit|server)\/|\/dialect\.ts$/, instead: 'matches' },
  { names: ['faceOf', 'Progress', 'Asked'], instead: 'describeDoor, RequestTrace, InterceptedRequest' },
  {
    parts: ['guest', 'stranger', 'anyone', 'anybody'],
    names: ['guestBook'],
    instead: 'AuthenticatedCaller, anonymousCaller, ANONYMOUS, lenient, authenticateAndThrottle',
  },
  {
    names: ['kmsWords', 'spend', 'blindAnswer'],
    instead: 'the errors that they are, consumeNonce, fallbackFormat',
  },
  { parts: ['twin', 'twins'], names: ['shownAsKept'], instead: 'duplicate, hasDuplicates, toStoredForm' },
  {
    files: ['writings.ts'],
    names: ['Reading', 'RightIf', 'besides', 'Leads'],
    instead: 'query-canonicalizations.ts, SigningInput, Correction, otherChecks, RouteMatch',
  },
  {
    files: ['people.ts', 'permits.ts', 'numbers.ts'],
    names: ['Wish', 'JobTraits', 'throughFront'],
    instead: 'principals.ts, permissions.ts, sequence.ts, PermissionRequest, ReleaseFeatures, wrapForFront',
  },
  {
    names: ['tendRecord', 'pointTo', 'untoldExpired', 'touched', 'KeyInUse', 'PrivateHalf', 'givenUp', 'putOff'],
    instead:
      'processNotification, addReplicaRef, unnotifiedExpired, withUpdatedBy, OpenKey, PrivateKeyParts, ' +
      'exhausted, reschedule',
  },
  {
    names: ['untilCommitted', 'EVER', 'nextOf', 'firstOf', 'heads'],
    instead: 'retryOnConflict, NO_DEADLINE, peek…',
  },
  { names: ['expectWritten', 'expectUnlike'], instead: 'expectFixture, expectDifferent' },
  { names: ['seen'], within: /\/test\/.*scenario/, instead: 'observe' },
];
