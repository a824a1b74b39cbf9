import { type CredentialType, credentialFromText, SLOTS_OF } from '@dragoman/core';

/** What the rules ask about the slots of a credential at BlueKing. */
export interface SlotTraits {
  /** Bytes of all slots, escaped as JSON. */
  readonly escapedBytes: number;
  /** Whether a slot begins or ends with white space, which JOB's console trims. */
  readonly isPadded: boolean;
  /** Whether a slot is `******`, which an update takes for "as it was". */
  readonly isMask: boolean;
}

/** What the rules ask about a value. A plan keeps neither of it. */
export interface ValueTraits {
  /** UTF-8 bytes of the text; of a binary value, of its Base64. */
  readonly bytes: number;
  /** Whether the text is Base64 with padding. */
  readonly isBase64: boolean;
  /** All of it in one slot. */
  readonly whole: SlotTraits;
  /** As a credential, where its text has the form of one. */
  readonly typed: (SlotTraits & { readonly type: CredentialType; readonly extraKeys: number }) | null;
  /** Whether it has the form of a secret that a cloud manages. */
  readonly isForeign: boolean;
  /** A class of lengths such as `≤1K`. */
  readonly sizeClass: string;
  /** `empty`, `text`, or a JSON object with the known ones of its keys. */
  readonly shape: string;
}

/** Keys whose names may be told: those of credentials and of managed secrets. */
const KNOWN_KEYS = [
  ...['type', 'username', 'password', 'access_key', 'secret_key'],
  ...['AccountName', 'AccountPassword', 'AccessKeyId', 'AccessKeySecret', 'UserName', 'Password'],
  ...['users', 'Accounts', 'AccessKeys'],
];
/** The keys that a managed secret's value has, at Huawei or Alibaba Cloud. */
const MANAGED_KEYS: ReadonlySet<string> = new Set(KNOWN_KEYS.slice(5));

const SIZE_CLASSES: readonly (readonly [number, string])[] = [
  [0, '0'],
  [64, '≤64'],
  [1_024, '≤1K'],
  [30_720, '≤30720'],
  [32_768, '≤32768'],
  [65_536, '≤65536'],
];
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const MASK = '******';
const SLOT_NAMES = { accessKey: 'access_key', secretKey: 'secret_key', username: 'username', password: 'password' };

/** The traits of a value, which is not kept. */
export function traitsOf(text: string, type: 'text' | 'binary'): ValueTraits {
  const bytes = Buffer.byteLength(text);
  const json = type === 'text' ? objectIn(text) : null;
  const typed = json === null ? null : typedSlots(text, json);
  return {
    bytes,
    isBase64: BASE64.test(text),
    whole: slotTraits([text]),
    typed,
    isForeign: typed === null && json !== null && Object.keys(json).some((key) => MANAGED_KEYS.has(key)),
    sizeClass: SIZE_CLASSES.find(([limit]) => bytes <= limit)?.[1] ?? '>',
    shape: shapeOf(text, json),
  };
}

function slotTraits(slots: readonly string[]): SlotTraits {
  return {
    escapedBytes: slots.reduce((sum, slot) => sum + Buffer.byteLength(JSON.stringify(slot)) - 2, 0),
    isPadded: slots.some((slot) => slot !== slot.trim()),
    isMask: slots.includes(MASK),
  };
}

/** As BlueKing's door sees the text, unless a slot that its type needs is not there. */
function typedSlots(text: string, json: Readonly<Record<string, unknown>>): ValueTraits['typed'] {
  const { type, slots } = credentialFromText(text);
  if (type === 'SECRET_KEY' && json['type'] !== 'SECRET_KEY') return null;
  const names = SLOTS_OF[type] as readonly (keyof typeof SLOT_NAMES)[];
  const texts = names.map((name) => slots[name]);
  if (!texts.every((slot) => slot !== undefined)) return null;
  const used = new Set(names.map((name) => SLOT_NAMES[name]));
  if (json['type'] === type) used.add('type');
  return { type, extraKeys: Object.keys(json).filter((key) => !used.has(key)).length, ...slotTraits(texts) };
}

function shapeOf(text: string, json: Readonly<Record<string, unknown>> | null): string {
  if (text === '') return 'empty';
  if (json === null) return 'text';
  const known = KNOWN_KEYS.filter((key) => Object.hasOwn(json, key));
  const others = Object.keys(json).length - known.length;
  return `json-object(${[...known, ...(others > 0 ? [`+${others}`] : [])].join(',')})`;
}

function objectIn(text: string): Record<string, unknown> | null {
  if (!text.trimStart().startsWith('{')) return null;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}
