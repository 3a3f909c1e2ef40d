import { refuse, type Verdict } from '../../kernel/decision';
import { needPerson, needStage } from '../../kernel/guards';
import type { Instant } from '../../kernel/ids';
import { startClock } from '../../kernel/clock';
import { mayWork, pendingApproval, totalPause } from '../../kernel/ladder';
import type { IssueState } from '../../kernel/state';
import { unfinishedParts } from '../joint-handling/parts';
import { lapse } from '../approval/lapse';
import type { Handle } from './messages';

export const handle = (state: IssueState, command: Handle, nowMs: Instant): Verdict =>
  needStage(state, 'handle', 'handling') ??
  needPerson(state, command.by, mayWork(state), 'handle') ??
  notOwnReport(state, command) ??
  partsDone(state) ??
  enoughEvidence(state, command) ?? [
    ...lapse(pendingApproval(state), 'overtaken'),
    {
      type: 'handled',
      by: command.by,
      note: command.note,
      evidence: command.evidence,
      ...(state.rules.check === undefined
        ? { confirm: startClock(state.rules, nowMs, state.rules.confirmation.within) }
        : { check: startClock(state.rules, nowMs, state.rules.check.within) }),
      ...totalPause(state, nowMs),
    },
  ];

/** The resident has the last word, so nobody may be both: who reported a matter passes it up instead. */
const notOwnReport = (state: IssueState, command: Handle): Verdict | null =>
  command.by === state.report.reporter
    ? refuse(
        'HANDLER_IS_REPORTER',
        `${command.by} reported ${state.id} and will be asked to confirm it, so somebody else has to handle it.`,
      )
    : null;

/** The lead answers for all: a unit that was summoned has done its part, or the lead has said that it is not needed. */
function partsDone(state: IssueState): Verdict | null {
  const open = unfinishedParts(state).map(({ party }) => party);
  if (open.length === 0) return null;
  return refuse(
    'PARTS_UNFINISHED',
    `${open.join(', ')} has not finished its part of ${state.id}; wait for it or release it.`,
  );
}

const enoughEvidence = (state: IssueState, command: Handle): Verdict | null =>
  command.evidence.length < state.rules.evidenceMinimum
    ? refuse(
        'EVIDENCE_REQUIRED',
        `Handling ${state.id} needs ${state.rules.evidenceMinimum} piece(s) of evidence, for example a photo.`,
      )
    : null;
