import type { Secret } from '@dragoman/core';

export const VAULT = 'bench';
export const VALUE = new Uint8Array(200).fill(7);
export const NO_LIMITS = { maxSecrets: null, caselessName: false };

export function nameOf(n: number): string {
  return `secret-${n.toString().padStart(9, '0')}`;
}

export function idOf(n: number): string {
  return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** A secret with one version. */
export function secretOf(n: number): Secret {
  return {
    vault: VAULT,
    id: idOf(n),
    name: nameOf(n),
    description: null,
    state: 'enabled',
    keyId: null,
    createdAt: n,
    updatedAt: n,
    createdBy: 'bench',
    updatedBy: 'bench',
    deletionDueAt: null,
    rotation: null,
    tags: [],
    attributes: {},
    lastOrdinal: 1,
    versions: [{ id: 'v1', ordinal: 1, createdAt: n, expiresAt: null, dataType: 'text', keyId: idOf(0) }],
    labels: [{ label: '$current', versionId: 'v1', movedAt: n }],
    revision: 1,
  };
}
