/** What people do with an issue: one command each, and the answer of the rules. */
import type { CommandName } from '../../../domain';
import { issueId, type CommandOptions } from '../../sdk';
import { instantArgument } from '../arguments';
import type { Session } from '../session';
import type { ActOptions, Acts } from './act/asked';
import { deciding, decisionOf } from './act/deciding';
import { everyone } from './act/everyone';
import { handling } from './act/handling';
import { operators } from './act/operators';
import { residents } from './act/residents';
import { together } from './act/together';

const DO: Acts<CommandName> = { ...everyone, ...handling, ...together, ...deciding, ...residents, ...operators };

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

const moreOf = ({ commandId, occurred }: ActOptions): CommandOptions => ({
  ...(commandId === undefined ? {} : { commandId }),
  ...(occurred === undefined ? {} : { occurredAtMs: instantArgument('--occurred', occurred) }),
});
