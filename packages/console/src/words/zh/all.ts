import { FRAME } from './frame.ts';
import { SECRETS } from './secrets.ts';
import { REQUESTS } from './requests.ts';
import { RECEIPT } from './receipt.ts';
import { TOOLS } from './tools.ts';
import type { Word } from '../en/all.ts';

/** Every text of the console in Chinese. */
export const zh: Readonly<Record<Word, string>> = { ...FRAME, ...SECRETS, ...REQUESTS, ...RECEIPT, ...TOOLS };
