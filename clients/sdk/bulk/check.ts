/** What can be seen to be wrong before the first command of a bulk is sent. */
import { commandSchemas, type Payload } from '../../../contracts/commands';
import { DoorstepError } from '../../../contracts/errors';
import { isCommandName, type Command, type CommandName, type IssueId } from '../../../domain';
import { issueId } from '../ids';

/** The issues, each once, in their order. Throws DoorstepError ARGUMENT_INVALID. */
export const checkedIssues = (issues: Iterable<IssueId>): readonly IssueId[] => [...new Set([...issues].map(issueId))];

/** Throws DoorstepError COMMAND_UNKNOWN or COMMAND_MALFORMED, as every single issue would. */
export function checkedCommand<N extends CommandName>(name: N, payload: Payload<N>): Payload<N> {
  if (!isCommandName(name)) throw new DoorstepError('COMMAND_UNKNOWN', `There is no command "${String(name)}".`);
  const parsed = commandSchemas[name].safeParse(payload);
  if (parsed.success) return parsed.data as Payload<N>;
  const [first] = parsed.error.issues;
  const field = [name, ...(first?.path ?? [])].join('.');
  throw new DoorstepError('COMMAND_MALFORMED', `${field} ${first?.message ?? 'is malformed'}.`, { place: { field } });
}

/** The same as one value of the rules. */
export const commandOf = <N extends CommandName>(type: N, payload: Payload<N>): Command =>
  ({ ...payload, type }) as unknown as Command;
