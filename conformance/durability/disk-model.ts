import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { DiskCall } from './recorded-calls.ts';

/** A part of a file's content that may not be on disk yet. */
type FileChange = { readonly at: number; readonly bytes: Buffer } | { readonly length: number };

/** What is under a name. */
type Node = FileNode | 'directory';

class FileNode {
  /** What is on disk for sure. */
  synced: Buffer = Buffer.alloc(0);
}

/** A change that no sync has put on disk: of a file, or of the names in a directory. */
type Change =
  | { readonly file: FileNode; readonly change: FileChange }
  | { readonly directory: string; readonly name: string; readonly node: Node | null };

/** What a power cut leaves of the changes that were not synced. */
export interface Survivors {
  /** Whether the n-th change of the contents or names survives. */
  readonly keeps: (change: { readonly n: number; readonly isName: boolean }) => boolean;
  /** Whether a page of a write that survives is there. */
  readonly keepsPage: () => boolean;
}

const PAGE = 4_096;

/**
 * What a disk promises, and no more: content is there once its file was synced, names once their directory was. All
 * other changes may be there or not, in any combination, writes page by page; those of the names in one directory are
 * in order.
 */
export class DiskModel {
  /** Names on disk, by path. */
  readonly #synced = new Map<string, Node>();
  /** Names as the process sees them. */
  readonly #names = new Map<string, Node>();
  #unsynced: Change[] = [];

  /** How many changes a power cut could take. */
  get unsynced(): number {
    return this.#unsynced.length;
  }

  /** What is on disk before the first call. */
  begin(path: string, content: Buffer | 'directory'): void {
    const node = content === 'directory' ? content : new FileNode();
    if (node !== 'directory' && content !== 'directory') node.synced = Buffer.from(content);
    this.#synced.set(path, node);
    this.#names.set(path, node);
  }

  apply(call: DiskCall): void {
    switch (call.kind) {
      case 'make':
        if (!this.#names.has(call.path)) this.#name(call.path, call.isDirectory ? 'directory' : new FileNode());
        return;
      case 'write':
        this.#change(call.path, { at: call.at ?? this.#length(call.path), bytes: call.bytes });
        return;
      case 'truncate':
        this.#change(call.path, { length: call.length });
        return;
      case 'move':
        this.#name(call.to, this.#names.get(call.from) ?? new FileNode());
        this.#name(call.from, null);
        return;
      case 'link':
        this.#name(call.to, this.#names.get(call.from) ?? new FileNode());
        return;
      case 'remove':
        this.#name(call.path, null);
        return;
      case 'sync':
        this.#sync(call.path);
        return;
    }
  }

  #name(path: string, node: Node | null): void {
    if (node === null) this.#names.delete(path);
    else this.#names.set(path, node);
    this.#unsynced.push({ directory: dirname(path), name: path, node });
  }

  #change(path: string, change: FileChange): void {
    const file = this.#names.get(path);
    if (file instanceof FileNode) this.#unsynced.push({ file, change });
  }

  #length(path: string): number {
    const file = this.#names.get(path);
    return file instanceof FileNode ? this.#contentOf(file).length : 0;
  }

  #contentOf(file: FileNode): Buffer {
    return this.#unsynced.reduce<Buffer>(
      (content, one) => ('file' in one && one.file === file ? changed(content, one.change) : content),
      file.synced,
    );
  }

  #sync(path: string): void {
    const file = this.#names.get(path);
    if (file instanceof FileNode) file.synced = this.#contentOf(file);
    for (const one of this.#unsynced)
      if ('directory' in one && one.directory === path) setName(this.#synced, one.name, one.node);
    this.#unsynced = this.#unsynced.filter((one) => ('file' in one ? one.file !== file : one.directory !== path));
  }

  /** Writes into a directory what a power cut leaves below it. @param root what stood for it in the calls */
  writeTo(directory: string, root: string, { keeps, keepsPage }: Survivors): void {
    const names = new Map(this.#synced);
    const contents = new Map<FileNode, Buffer>();
    const cut = new Set<string>();
    for (const [n, one] of this.#unsynced.entries()) {
      const survives = keeps({ n, isName: 'directory' in one });
      if ('file' in one) {
        const before = contents.get(one.file) ?? one.file.synced;
        if (survives) contents.set(one.file, changedInPart(before, one.change, keepsPage));
      } else if (!survives) cut.add(one.directory);
      else if (!cut.has(one.directory)) setName(names, one.name, one.node);
    }
    // A name is found only where that of its directory is.
    for (const [path, node] of [...names].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      if (path !== root && names.get(dirname(path)) !== 'directory') names.delete(path);
      else if (path !== root && !path.startsWith(`${root}/`)) names.delete(path);
      else if (node === 'directory') mkdirSync(join(directory, path.slice(root.length)), { recursive: true });
      else writeFileSync(join(directory, path.slice(root.length)), contents.get(node) ?? node.synced, { mode: 0o600 });
    }
  }
}

function setName(names: Map<string, Node>, path: string, node: Node | null): void {
  if (node === null) names.delete(path);
  else names.set(path, node);
}

function changed(content: Buffer, change: FileChange): Buffer {
  const length = 'length' in change ? change.length : Math.max(content.length, change.at + change.bytes.length);
  const next = Buffer.alloc(length);
  content.copy(next);
  if ('bytes' in change) change.bytes.copy(next, change.at);
  return next;
}

/** A write that is there page by page. */
function changedInPart(content: Buffer, change: FileChange, keepsPage: () => boolean): Buffer {
  if ('length' in change) return changed(content, change);
  let next = content;
  for (let from = 0; from < change.bytes.length;) {
    const to = Math.min(change.bytes.length, from + PAGE - ((change.at + from) % PAGE));
    if (keepsPage()) next = changed(next, { at: change.at + from, bytes: change.bytes.subarray(from, to) });
    from = to;
  }
  return next;
}
