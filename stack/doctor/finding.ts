/** One thing that was looked at. */
export interface Finding {
  /** machine, stack, postgres, nats, temporal, calendar or issues. */
  readonly part: 'machine' | 'stack' | 'postgres' | 'nats' | 'temporal' | 'calendar' | 'issues';
  readonly check: string;
  readonly status: 'ok' | 'warn' | 'fail';
  readonly found: string;
  /** What to do, where something is not as it should be. */
  readonly remedy?: string;
}

type Part = Finding['part'];

export const ok = (part: Part, check: string, found: string): Finding => ({ part, check, status: 'ok', found });
export const warn = (part: Part, check: string, found: string, remedy: string): Finding => ({
  part,
  check,
  status: 'warn',
  found,
  remedy,
});
export const fail = (part: Part, check: string, found: string, remedy: string): Finding => ({
  part,
  check,
  status: 'fail',
  found,
  remedy,
});

/** ok when it holds, else the given kind of complaint. */
export function judge(
  holds: boolean,
  part: Part,
  check: string,
  found: string,
  remedy: string,
  otherwise: 'warn' | 'fail' = 'fail',
): Finding {
  return holds ? ok(part, check, found) : { part, check, status: otherwise, found, remedy };
}
