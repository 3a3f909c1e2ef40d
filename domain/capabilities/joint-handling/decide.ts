import { startClock } from '../../kernel/clock';
import { refuse, type Verdict } from '../../kernel/decision';
import { placesOf } from '../../kernel/deputies';
import { needPerson, needStage } from '../../kernel/guards';
import type { Instant, PersonId } from '../../kernel/ids';
import { mayWork, partyOf } from '../../kernel/ladder';
import type { IssueState, Part } from '../../kernel/state';
import { needParty, peopleOf } from '../dispatching/parties';
import type { Finish, Release, ReportIn, Summon } from './messages';
import { hasOpenPart, unfinishedParts } from './parts';

/** Both clocks run from the summons, so that a slow report-in is the unit's own. */
export function summon(state: IssueState, command: Summon, nowMs: Instant): Verdict {
  const refused =
    needStage(state, 'summon', 'handling') ??
    needPerson(state, command.by, mayWork(state), 'summon') ??
    needParty(state, command.party) ??
    needHand(state, command.party);
  const party = partyOf(state, command.party);
  if (refused !== null || party === undefined) return refused ?? [];
  return [
    {
      type: 'summoned',
      by: command.by,
      party: command.party,
      reason: command.reason,
      reportIn: startClock(state.rules, nowMs, party.reportInWithin),
      handle: startClock(state.rules, nowMs, party.handleWithin),
    },
  ];
}

/** A unit that is at it already is not summoned: it leads, or it has a part. */
export function needHand(state: IssueState, party: Part['party']): Verdict | null {
  if (state.dispatch?.party === party)
    return refuse('PARTY_BUSY', `${party} has ${state.id} itself; summon those that are to help it.`);
  if (hasOpenPart(state, party))
    return refuse('PARTY_BUSY', `${party} was summoned for ${state.id} already and has not finished its part.`);
  return null;
}

export function reportIn(state: IssueState, command: ReportIn): Verdict {
  const refused = needPart(state, command);
  if (refused !== null) return refused;
  const part = partsOf(state, command.by).find(({ reportedInBy }) => reportedInBy === null);
  if (part === undefined)
    return refuse(
      'NOTHING_CHANGES',
      `${command.by} has been reported in for ${state.id}; finish the part when it is done.`,
    );
  return [{ type: 'reported-in', party: part.party, by: command.by }];
}

/** Of several parts the one that was taken up; whoever finishes without having reported in was there all the same. */
export function finish(state: IssueState, command: Finish): Verdict {
  const refused = needPart(state, command) ?? notOwnReport(state, command);
  if (refused !== null) return refused;
  const parts = partsOf(state, command.by);
  const part = parts.find(({ reportedInBy }) => reportedInBy !== null) ?? parts[0];
  if (part === undefined) return [];
  return [{ type: 'part-finished', party: part.party, by: command.by, note: command.note, evidence: command.evidence }];
}

export const release = (state: IssueState, command: Release): Verdict =>
  needStage(state, 'release', 'open', 'handling') ??
  needPerson(state, command.by, mayWork(state), 'release') ??
  needParty(state, command.party) ??
  (hasOpenPart(state, command.party)
    ? [{ type: 'part-released', by: command.by, party: command.party, reason: command.reason }]
    : refuse('NOTHING_CHANGES', `${command.party} has no open part of ${state.id}; ${openOnes(state)}.`));

const openOnes = (state: IssueState): string =>
  unfinishedParts(state).length === 0
    ? 'no party has'
    : `these have: ${unfinishedParts(state)
        .map(({ party }) => party)
        .join(', ')}`;

/** Parts go on while the ladder climbs, so also while nobody of the new tier has the issue yet. */
const needPart = (state: IssueState, { type, by }: ReportIn | Finish): Verdict | null =>
  needStage(state, type, 'open', 'handling') ??
  needPerson(
    state,
    by,
    unfinishedParts(state).flatMap(({ party }) => peopleOf(state, party)),
    type,
  );

/** The open parts of the parties to which somebody belongs, or in whose place they act. */
function partsOf(state: IssueState, by: PersonId): readonly Part[] {
  const places = placesOf(state, by);
  return unfinishedParts(state).filter(({ party }) => peopleOf(state, party).some((one) => places.includes(one)));
}

/** The resident has the last word on all of it, so nobody may be both. */
const notOwnReport = (state: IssueState, { by }: Finish): Verdict | null =>
  by === state.report.reporter
    ? refuse(
        'HANDLER_IS_REPORTER',
        `${by} reported ${state.id} and will be asked to confirm it; somebody else finishes the part, or the lead releases it.`,
      )
    : null;
