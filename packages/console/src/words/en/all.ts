import { FRAME } from './frame.ts';
import { SECRETS } from './secrets.ts';
import { REQUESTS } from './requests.ts';
import { RECEIPT } from './receipt.ts';
import { TOOLS } from './tools.ts';

/** Every text of the console in English. What stands in braces is filled in. */
export const en = { ...FRAME, ...SECRETS, ...REQUESTS, ...RECEIPT, ...TOOLS };

/** The name of a text. */
export type Word = keyof typeof en;
