/** What has to be looked up before a command can be decided, by the command. All others are decided by the state alone. */
import { log } from '@temporalio/workflow';
import { postsOf, type Command, type CommandName, type Given, type IssueState } from '../domain';
import { rulesRequest, rulesThen, type RulesWanted, type StaffingRequest } from '../contracts/rules-request';
import { leadOf, rulesFor, staffingFor } from './append';

type LookUps = {
  readonly [T in CommandName]?: (state: IssueState, command: Extract<Command, { type: T }>) => Promise<Given>;
};

const lookUps: LookUps = {
  migrate: (state, { what }) =>
    rulesOf(state, what === 'procedure' ? { what, procedure: state.rules.procedure } : { what }),
  link: async (_state, { to }) => {
    const lead = await leadOf(to);
    return lead === null ? {} : { lead };
  },
  reclassify: (state, { category = state.report.category, severity = state.report.severity }) =>
    rulesOf(state, { what: 'matter', category, severity }),
};

/** Asked again whenever the log has gone on meanwhile; undefined for a command that needs nothing. */
export function givenFor(command: Command): ((state: IssueState) => Promise<Given>) | undefined {
  // The union of commands and the table are tied together by LookUps; the call can't be.
  const lookUp = lookUps[command.type] as ((state: IssueState, command: Command) => Promise<Given>) | undefined;
  return lookUp === undefined ? undefined : (state) => lookUp(state, command);
}

export const peopleOf = ({ rules, assignee }: IssueState): StaffingRequest => ({
  posts: postsOf(rules),
  people: assignee === null ? [] : [assignee],
});

/** Who is there for the posts of the issue; nothing while the directory can't be asked, and what is known of them then counts. */
export async function whoIsThere(state: IssueState): Promise<Pick<Given, 'staffing'>> {
  try {
    return { staffing: await staffingFor(peopleOf(state)) };
  } catch (error) {
    log.warn('the directory could not be asked who is there', { issue: state.id, error });
    return {};
  }
}

const rulesOf = async (state: IssueState, wanted: RulesWanted): Promise<Given> => ({
  rules: rulesThen(state, await rulesFor(rulesRequest(state, wanted))),
});
