/** Documents that come in versions: the newest counts, and no version is there twice. */
import type { OpenDocument } from './document';
import type { Problem } from './problems';

export interface Versioned {
  readonly id: string;
  readonly version: number;
  /** The file it was read from. */
  readonly source: string;
}

export interface Read<T> {
  readonly value: T | undefined;
  readonly document: OpenDocument | undefined;
}

/** @param kind how people call such a document */
export function sameVersion(kind: string, read: readonly Read<Versioned>[]): readonly Problem[] {
  const seen = new Map<string, string>();
  return read.flatMap(({ value, document }) => {
    if (value === undefined || document === undefined) return [];
    const name = `${value.id}@${value.version}`;
    const earlier = seen.get(name);
    seen.set(name, earlier ?? value.source);
    return earlier === undefined
      ? []
      : [document.problem(['version'], `${name} is in ${earlier} already; a changed ${kind} needs a new version`)];
  });
}

export function newest<T extends Versioned>(all: readonly T[]): ReadonlyMap<string, T> {
  const current = new Map<string, T>();
  for (const one of all) if (one.version > (current.get(one.id)?.version ?? 0)) current.set(one.id, one);
  return current;
}
