import type { DomainError } from '@dragoman/core';
import type { Message } from '@dragoman/messages';

import { COMMON_HELP } from './messages.ts';

/** A rejection in a vendor's own words, as it goes over the wire. */
export class VendorError extends Error {
  override readonly name = 'VendorError';
  /** HTTP status. */
  readonly status: number;
  /** The vendor's code, a number where the vendor's is one. */
  readonly code: string | number;
  /** The message as consoles and journals show it: without anything that a client sent, which may be a secret. */
  readonly summary: string;
  #headers: Readonly<Record<string, string>> = {};
  #help: Message | null;
  #missing: DomainError | null = null;

  /** @param summary stands for the message where that repeats what the client sent */
  constructor(
    status: number,
    code: string | number,
    message: string,
    help: Message | null = null,
    summary: string = message,
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.#help = help;
    this.summary = summary;
  }

  /** For the gateway's console only: what would help. Never a secret. */
  get help(): Message | null {
    return this.#help;
  }

  /** The same error, with this help. */
  withHelp(help: Message): this {
    this.#help = help;
    return this;
  }

  /** What was not found, where that is why: another vault may have it. */
  get missing(): DomainError | null {
    return this.#missing;
  }

  /** The same error, because of what was not found. */
  becauseOf(missing: DomainError): this {
    this.#missing = missing;
    return this;
  }

  /** What the answer's head bears beside what every rejection does: hints of when to come back. */
  get headers(): Readonly<Record<string, string>> {
    return this.#headers;
  }

  /** The same error, with these headers on its answer. */
  withHeaders(headers: Readonly<Record<string, string>>): this {
    this.#headers = headers;
    return this;
  }
}

/** The first rule of an operation's schema that the input breaks. */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';
  /** The field, its parts joined by dots; empty when the input as a whole is wrong. */
  readonly field: string;
  /** The JSON Schema keyword that failed; `required` when the field is missing. */
  readonly rule: string;
  /** What is wrong, without what was sent. */
  readonly text: Message;

  constructor(field: string, rule: string, text: Message) {
    super(text.en);
    this.field = field;
    this.rule = rule;
    this.text = text;
  }
}

/** A body longer than the door accepts; thrown before the whole of it is read. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';

  readonly text: Message;

  /** @param limit bytes */
  constructor(limit: number) {
    const text = COMMON_HELP.bodyTooLarge({ limit });
    super(text.en);
    this.text = text;
  }
}

/** A request target, path and query, longer than the door accepts. */
export class UriTooLongError extends Error {
  override readonly name = 'UriTooLongError';

  readonly text: Message;

  /** @param limit bytes */
  constructor(limit: number) {
    const text = COMMON_HELP.uriTooLong({ limit });
    super(text.en);
    this.text = text;
  }
}
