/** What is replayed: read and checked as a whole before anything is started. */
import { readFileSync } from 'node:fs';
import { DoorstepError } from '../../contracts/errors';
import type { Policies } from '../../domain/procedure/policies';
import { parseReports, type ReplayReport } from '../../domain/procedure/reports';
import { readPolicies } from '../../policies/read';

export interface DemoInput {
  readonly policies: Policies;
  /** In the order of their times. */
  readonly reports: readonly ReplayReport[];
}

/** Throws DoorstepError REPORTS_UNREADABLE or REPORTS_INVALID, or what the policies are refused with. */
export function readInput(file: string, limit: number): DemoInput {
  const policies = readPolicies();
  const reports = parseReports(file, textOf(file), policies);
  return { policies, reports: [...reports].sort((a, b) => a.afterMs - b.afterMs).slice(0, limit) };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DoorstepError('REPORTS_UNREADABLE', `The report file can't be read: ${reason}`, {
      place: { file },
      cause,
    });
  }
}
