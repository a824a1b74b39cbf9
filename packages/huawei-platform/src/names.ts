/** The door's name: in addresses, attribute bags and settings. */
export const DOOR = 'huawei';

/** The longest signed body that API Gateway takes, in bytes. */
export const MAX_BODY_BYTES = 12 * 1024 * 1024;

/** The longest path and query that API Gateway takes, in bytes (ROMA Connect, API error codes, 2022-12-05). */
export const MAX_URI_BYTES = 32 * 1024;

/** How often the gateway of the cloud lets one user call in a second. */
export const MAX_REQUESTS_PER_SECOND = 20;

/** How far a signature's time may be from the gateway's, by default, in minutes. */
export const CLOCK_SKEW_MINUTES = 15;

/** How long an IAM token lives, in milliseconds. */
export const TOKEN_LIFE_MS = 24 * 3_600_000;
