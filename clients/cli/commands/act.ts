/** What people do with an issue: one command each, and the answer of the rules. */
import { APPROVAL_KINDS, type CommandName } from '../../../domain';
import type { CommandOptions, Doorstep, IssueId, PersonId, Receipt } from '../../sdk';
import { approvalId, issueId, personId } from '../../sdk';
import { choiceArgument, evidenceArgument, instantArgument, needed, spanArgument } from '../arguments';
import type { Session } from '../session';

export interface ActOptions {
  readonly reason?: string;
  readonly note?: string;
  readonly evidence?: readonly string[];
  readonly by?: string;
  readonly until?: string;
  readonly approval?: string;
  readonly signal?: boolean;
  readonly occurred?: string;
  readonly commandId?: string;
}

interface Asked {
  readonly doorstep: Doorstep;
  readonly issue: IssueId;
  readonly by: PersonId;
  readonly argument: string | undefined;
  readonly options: ActOptions;
  readonly more: CommandOptions;
}

const DO: Readonly<Record<CommandName, (asked: Asked) => Promise<Receipt>>> = {
  acknowledge: ({ doorstep, issue, by, more }) => doorstep.acknowledge(issue, { by }, more),
  assign: ({ doorstep, issue, by, argument, more }) =>
    doorstep.assign(issue, { by, to: personId(needed('<person>', argument)) }, more),
  escalate: ({ doorstep, issue, by, options, more }) =>
    doorstep.escalate(issue, { by, reason: needed('--reason', options.reason) }, more),
  handle: ({ doorstep, issue, by, options, more }) =>
    doorstep.handle(
      issue,
      { by, note: needed('--note', options.note), evidence: (options.evidence ?? []).map(evidenceArgument) },
      more,
    ),
  request: ({ doorstep, issue, by, argument, options, more }) => {
    const kind = choiceArgument('<kind>', needed('<kind>', argument), APPROVAL_KINDS);
    const asked = { by, reason: needed('--reason', options.reason) };
    switch (kind) {
      case 'extension': {
        const extendByMs = spanArgument('--by', needed('--by', options.by));
        return doorstep.request(issue, { ...asked, kind, extendByMs }, more);
      }
      case 'suspension': {
        const untilMs = instantArgument('--until', needed('--until', options.until));
        return doorstep.request(issue, { ...asked, kind, untilMs }, more);
      }
      case 'force-close':
        return doorstep.request(issue, { ...asked, kind }, more);
      default:
        return kind satisfies never;
    }
  },
  resume: ({ doorstep, issue, by, more }) => doorstep.resume(issue, { by }, more),
  approve: ({ doorstep, issue, by, options, more }) => doorstep.approve(issue, { by, ...decisionOf(options) }, more),
  reject: ({ doorstep, issue, by, options, more }) => doorstep.reject(issue, { by, ...decisionOf(options) }, more),
  confirm: ({ doorstep, issue, by, more }) => doorstep.confirm(issue, { by }, more),
  dispute: ({ doorstep, issue, by, options, more }) =>
    doorstep.dispute(issue, { by, reason: needed('--reason', options.reason) }, more),
  reopen: ({ doorstep, issue, by, options, more }) =>
    doorstep.reopen(issue, { by, reason: needed('--reason', options.reason) }, more),
};

export async function act(
  session: Session,
  name: CommandName,
  id: string,
  argument: string | undefined,
  options: ActOptions,
): Promise<void> {
  const issue = issueId(id);
  const by = session.actor();
  const doorstep = await session.doorstep();
  if (options.signal === true) {
    await doorstep[name === 'reject' ? 'signalReject' : 'signalApprove'](issue, { by, ...decisionOf(options) });
    return session.answer({ issue, signalled: name }, () => session.words.signalled(issue));
  }
  const receipt = await DO[name]({ doorstep, issue, by, argument, options, more: moreOf(options) });
  session.answer(receipt, () => session.words.done({ ...receipt, stage: session.words.stage[receipt.stage] }));
}

const decisionOf = ({ approval, reason }: ActOptions) => ({
  ...(approval === undefined ? {} : { approval: approvalId(approval) }),
  ...(reason === undefined ? {} : { reason }),
});

const moreOf = ({ commandId, occurred }: ActOptions): CommandOptions => ({
  ...(commandId === undefined ? {} : { commandId }),
  ...(occurred === undefined ? {} : { occurredAtMs: instantArgument('--occurred', occurred) }),
});
