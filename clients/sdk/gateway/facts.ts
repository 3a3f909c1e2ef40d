/** An issue as the gateway shows it, put back into the form that the rules have. */
import type { IssueState } from '../../../domain';
import type { IssueFacts } from '../issues';
import { recordOf } from './problem';

type Writable = { -readonly [F in keyof IssueFacts]?: IssueFacts[F] };

const SAME = [
  'id',
  'seq',
  'stage',
  'stageSinceMs',
  'openedAtMs',
  'tier',
  'tierSinceMs',
  'assignee',
  'handled',
  'approvals',
  'closure',
  'disputes',
  'reopenings',
  'reportedAs',
] as const satisfies readonly (keyof IssueFacts)[];
const REPORTED = ['text', 'category', 'severity', 'unit', 'reporter', 'channel', 'location'] as const;
/** Absent while there is nothing of it, where the gateway says null, none or 0. */
const SPARSE = ['reworks', 'returnedBy', 'problem', 'supervision', 'delegations', 'followers', 'quarantine'] as const;

export function factsOf(body: unknown): IssueFacts {
  const shown = recordOf(body);
  const facts: Writable = {
    ...given(shown, SAME),
    ...given(shown, SPARSE, isSomething),
    report: given(shown, REPORTED) as unknown as IssueState['report'],
  };
  return facts as IssueFacts;
}

const isSomething = (value: unknown): boolean =>
  value !== null && value !== 0 && !(Array.isArray(value) && value.length === 0);

const given = (
  shown: Readonly<Record<string, unknown>>,
  names: readonly string[],
  counts: (value: unknown) => boolean = () => true,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    names.flatMap((name) => (shown[name] === undefined || !counts(shown[name]) ? [] : [[name, shown[name]]])),
  );
