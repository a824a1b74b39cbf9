import { isIP } from 'node:net';

import { ControlError, invalidInput } from '@dragoman/input';

import type { TlsMaterial } from './tls/material.ts';
import { invalidHost } from './tls/names.ts';
import { HOST_MESSAGES } from './own-hosts-messages.ts';

/** How many may be added: each may take an authority of its own. */
const MAX_ADDED = 256;

/** The host names beside the clouds' that lead to the doors: those of `tls.hosts`, and those added since the start. */
export class OwnHosts {
  readonly #hosts: string[];
  readonly #configured: number;
  readonly #material: TlsMaterial | null;

  constructor(configured: readonly string[], material: TlsMaterial | null) {
    this.#hosts = [...configured];
    this.#configured = configured.length;
    this.#material = material;
  }

  list(): readonly string[] {
    return this.#hosts;
  }

  /** Adds names, each with everything below it, until the gateway stops. @throws ControlError */
  async add(names: readonly string[]): Promise<void> {
    const wrong = invalidHost(names);
    if (wrong !== undefined) throw invalidInput(HOST_MESSAGES.noHost({ name: wrong }));
    const added = [...new Set(names.map((name) => name.toLowerCase()))].filter((name) => !this.#hosts.includes(name));
    if (this.#hosts.length + added.length > this.#configured + MAX_ADDED)
      throw new ControlError(409, 'too-many-hosts', HOST_MESSAGES.tooMany({ count: MAX_ADDED }));
    // Certificates first: who is led here by a name finds one.
    await this.#material?.addHosts(added.filter((name) => isIP(name) === 0));
    this.#hosts.push(...added);
  }
}
