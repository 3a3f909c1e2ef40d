/** The states through which an issue went, folded from its log alone. */
import { evolve, type IssueState } from '../../domain';
import type { AuditedIssue } from './audited-issue';

export interface Replay {
  /** `states[n]` is the state after event n + 1. */
  readonly states: readonly IssueState[];
  /** The first event that the rules can't take, if any; the states end before it. */
  readonly broken: { readonly seq: number; readonly why: string } | null;
}

export function replay({ issue, log }: AuditedIssue): Replay {
  const states: IssueState[] = [];
  for (const event of log) {
    try {
      states.push(evolve(issue, states.at(-1) ?? null, event));
    } catch (error) {
      return { states, broken: { seq: event.seq, why: error instanceof Error ? error.message : String(error) } };
    }
  }
  return { states, broken: null };
}

/** Plain JSON, so that a field left out equals one that is undefined. */
export const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** The first path at which two plain values differ, with both sides; null when they are equal. */
export function difference(a: unknown, b: unknown, path = ''): string | null {
  if (Object.is(a, b)) return null;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return `${path || 'the value'}: ${short(a)} against ${short(b)}`;
  }
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  for (const key of keys) {
    const found = difference(
      (a as Record<string, unknown>)[key],
      (b as Record<string, unknown>)[key],
      path === '' ? key : `${path}.${key}`,
    );
    if (found !== null) return found;
  }
  return Array.isArray(a) === Array.isArray(b) ? null : `${path || 'the value'}: a list against an object`;
}

const short = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 120));
