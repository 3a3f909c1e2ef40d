/** What a bulk would come to: the same rules that will decide, asked of the issues as they stand. */
import type { Payload } from '../../../contracts/commands';
import {
  callersId,
  decide,
  isReused,
  type Command,
  type CommandId,
  type CommandName,
  type Instant,
  type IssueId,
  type IssueState,
} from '../../../domain';
import { bulkId as checkedId, commandIdFor, commandIdInBulk } from '../ids';
import type { Reader } from '../reading/reader';
import { checkedCommand, checkedIssues, commandOf } from './check';
import type { ForetellOptions, Foretold } from './result';

/** The payload as it is in the log, where the issue has a key; its name there follows from it. */
export type Sealed = <N extends CommandName>(issue: IssueId, name: N, payload: Payload<N>) => Promise<Payload<N>>;

export interface NamedForetellOptions extends ForetellOptions {
  /** What the command is called on each issue, where it does not follow from a `bulkId`. */
  readonly commandIdOn?: (issue: IssueId) => string;
}

/** How many issues are read in one go. */
const READ_AT_ONCE = 200;

export function foretell<N extends CommandName>(
  reader: Pick<Reader, 'list'>,
  name: N,
  issues: Iterable<IssueId>,
  payload: Payload<N>,
  { bulkId, commandIdOn }: NamedForetellOptions = {},
  sealed: Sealed = async (_issue, _name, payload) => payload,
): AsyncIterable<Foretold> {
  const all = checkedIssues(issues);
  const said = checkedCommand(name, payload);
  const bulk = bulkId === undefined ? null : checkedId(bulkId);
  const nameOn = commandIdOn ?? (bulk === null ? null : (issue: IssueId) => commandIdInBulk(bulk, issue));
  const nameIn = async (issue: IssueId): Promise<CommandId | null> =>
    nameOn === null ? null : commandIdFor(nameOn(issue), name, await sealed(issue, name, said));
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
