/** What a bulk would come to: the same rules that will decide, asked of the issues as they stand. */
import type { ErrorCode } from '../../../contracts/error-codes';
import type { Payload } from '../../../contracts/commands';
import {
  callersId,
  decide,
  isReused,
  type Command,
  type CommandId,
  type CommandName,
  type EventType,
  type Instant,
  type IssueId,
  type IssueState,
} from '../../../domain';
import { bulkId as checkedId, commandIdFor, commandIdInBulk } from '../ids';
import type { Reader } from '../reading/reader';
import { checkedCommand, checkedIssues, commandOf } from './check';

/** counted: this bulk's command is in the log already, and would not count again. */
export type Foretold =
  | { readonly issue: IssueId; readonly outcome: 'accepted'; readonly events: readonly EventType[] }
  | { readonly issue: IssueId; readonly outcome: 'counted' }
  | { readonly issue: IssueId; readonly outcome: 'refused'; readonly code: ErrorCode; readonly message: string };

/** The payload as it is in the log, where the issue has a key; its name there follows from it. */
export type Sealed = <N extends CommandName>(issue: IssueId, name: N, payload: Payload<N>) => Promise<Payload<N>>;

/** How many issues are read in one go. */
const READ_AT_ONCE = 200;

export function foretell<N extends CommandName>(
  reader: Pick<Reader, 'list'>,
  name: N,
  issues: Iterable<IssueId>,
  payload: Payload<N>,
  bulkId?: string,
  sealed: Sealed = async (_issue, _name, payload) => payload,
): AsyncIterable<Foretold> {
  const all = checkedIssues(issues);
  const said = checkedCommand(name, payload);
  const bulk = bulkId === undefined ? null : checkedId(bulkId);
  const nameIn = async (issue: IssueId): Promise<CommandId | null> =>
    bulk === null ? null : commandIdFor(commandIdInBulk(bulk, issue), name, await sealed(issue, name, said));
  return pages(reader, all, async (issue, state) =>
    foretold(issue, state, commandOf(name, said), await nameIn(issue), Date.now()),
  );
}

async function* pages(
  reader: Pick<Reader, 'list'>,
  issues: readonly IssueId[],
  tell: (issue: IssueId, state: IssueState | undefined) => Promise<Foretold>,
): AsyncGenerator<Foretold> {
  for (let begin = 0; begin < issues.length; begin += READ_AT_ONCE) {
    const page = issues.slice(begin, begin + READ_AT_ONCE);
    const states = await reader.list({ id: page, order: 'id', limit: READ_AT_ONCE });
    const byId = new Map(states.map((state) => [state.id, state]));
    for (const issue of page) yield await tell(issue, byId.get(issue));
  }
}

/** @param id what the command is called in the log; null when it has no name yet */
export function foretold(
  issue: IssueId,
  state: IssueState | undefined,
  command: Command,
  id: CommandId | null,
  nowMs: Instant,
): Foretold {
  if (state === undefined)
    return { issue, outcome: 'refused', code: 'ISSUE_UNKNOWN', message: `There is no issue ${issue}.` };
  const known = id === null ? undefined : state.recent.find((entry) => callersId(entry.id) === callersId(id))?.id;
  if (known !== undefined && id !== null) {
    if (!isReused(known, id)) return { issue, outcome: 'counted' };
    const message = `${callersId(id)} was used for another command of ${issue}.`;
    return { issue, outcome: 'refused', code: 'COMMAND_ID_REUSED', message };
  }
  const decision = decide(state, command, nowMs);
  if (decision.ok) return { issue, outcome: 'accepted', events: decision.events.map(({ type }) => type) };
  const { code, message } = decision.refusal;
  return { issue, outcome: 'refused', code, message };
}
