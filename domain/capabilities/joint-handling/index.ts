import type { Capability, Offer, Wait } from '../../kernel/capability';
import type { Clock } from '../../kernel/clock';
import { clause, inStage, mayWork, onDuty, partyOf } from '../../kernel/ladder';
import type { IssueState, Part } from '../../kernel/state';
import { tellAll } from '../../kernel/tell';
import { calledFrom, peopleOf } from '../dispatching/parties';
import { finish, needHand, release, reportIn, summon } from './decide';
import { partFinished, partOverdue, partReleased, reportedIn, summoned } from './evolve';
import { partDue, partWakes, runningParts, toldOfOverdue } from './overdue';
import { unfinishedParts } from './parts';

/** Several units handle one matter (联合办理): one lead, one clock each, and the lead answers. */
export const jointHandling = {
  commands: { summon, 'report-in': reportIn, finish, release },
  events: {
    summoned,
    'reported-in': reportedIn,
    'part-finished': partFinished,
    'part-released': partReleased,
    'part-overdue': partOverdue,
  },
  notices: {
    summoned: (after, { party, by, reportIn: { dueAtMs } }) =>
      tellAll(after, calledFrom(after, party), 'summoned', { party, by, dueAtMs }),
    'reported-in': (after, { party, by }) => tellAll(after, onDuty(after), 'reported-in', { party, by }),
    'part-finished': (after, { party, by }) => tellAll(after, onDuty(after), 'part-finished', { party, by }),
    'part-released': (after, { party, by }) => tellAll(after, peopleOf(after, party), 'part-released', { party, by }),
    'part-overdue': (after, { party, clock: cause, nextAtMs: dueAtMs }) =>
      tellAll(after, toldOfOverdue(after, party), 'part-overdue', { party, cause, dueAtMs }),
    // Closed over their heads: nobody goes on with a part of it.
    closed: (after, { outcome }) =>
      unfinishedParts(after).flatMap(({ party }) => tellAll(after, peopleOf(after, party), 'closed', { outcome })),
  },
  wakes: partWakes,
  onWake: partDue,
  waits: (state) =>
    runningParts(state).flatMap((part) => [
      ...waitFor(state, part, 'report-in', part.reportIn),
      ...waitFor(state, part, 'part', part.handle),
    ]),
  offers,
} satisfies Capability;

function waitFor(state: IssueState, { party }: Part, what: 'report-in' | 'part', clock: Clock | null): readonly Wait[] {
  if (clock === null) return [];
  return [
    {
      what,
      whom: peopleOf(state, party),
      role: partyOf(state, party)?.role ?? party,
      sinceMs: clock.sinceMs,
      untilMs: clock.dueAtMs,
      charges: clock.charges,
      rule: clause(state, `parties[${party}].${what === 'part' ? 'handle' : what}`),
      party,
      then: 'call-again',
    },
  ];
}

function offers(state: IssueState): readonly Offer[] {
  if (!inStage(state, 'open', 'handling')) return [];
  const parts = unfinishedParts(state);
  const late = parts.filter(({ reportedInBy }) => reportedInBy === null);
  const reporter = (person: string): boolean => person === state.report.reporter;
  const mayFinish = everybodyOf(state, parts).filter((person) => !reporter(person));
  const mayBeSummoned = state.rules.parties?.some(({ key }) => needHand(state, key) === null) === true;
  return [
    ...(state.stage === 'handling' && mayBeSummoned ? [{ command: 'summon', whom: mayWork(state) } as const] : []),
    ...(late.length > 0 ? [{ command: 'report-in', whom: everybodyOf(state, late) } as const] : []),
    ...(mayFinish.length > 0 ? [{ command: 'finish', whom: mayFinish } as const] : []),
    ...(parts.length > 0 ? [{ command: 'release', whom: mayWork(state) } as const] : []),
  ];
}

const everybodyOf = (state: IssueState, parts: readonly Part[]) => [
  ...new Set(parts.flatMap(({ party }) => peopleOf(state, party))),
];
