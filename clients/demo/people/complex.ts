/** What somebody means to do who has a complex matter: the way that settles it, step by step as its state says. Pure. */
import type { IssueState, PartyKey } from '../../../domain';
import type { Plan } from './intention';
import { isForgotten, isMisdirected, unitsFor, wayOf } from './matter';
import { atClosing, hours, isClosing, roll, type Told } from './told';
import { needsTier } from './world';

export const isComplex = ({ rules }: IssueState): boolean => rules.parties !== undefined;

export const openParts = ({ parts = [] }: IssueState): readonly PartyKey[] =>
  parts.filter(({ finishedBy }) => finishedBy === null).map(({ party }) => party);

export function workOn(told: Told, state: IssueState): Plan {
  const { world } = told;
  const done: Plan = { intention: { kind: 'handle' }, afterMs: hours(told, 0.6, 2) };
  if (isClosing(told)) return { intention: { kind: 'handle' }, afterMs: hours(told, 0.1, 0.8) };
  if (state.dispatch !== undefined) return done;
  // Whoever leads waits for the others, and at the end of the day goes on without them.
  if (openParts(state).length > 0) return atClosing(told, { kind: 'handle' });
  if (state.tier <= 2 && isForgotten(world, state.id)) return atClosing(told, { kind: 'handle' });
  if (needsTier(world, state.id) > state.tier && roll(told, 'passes up', state.tier) < 0.8)
    return { intention: { kind: 'pass-up' }, afterMs: hours(told, 0.2, 0.8) };
  return step(told, state) ?? done;
}

/** The next step of its way; null when it is only to be handled. */
function step(told: Told, state: IssueState): Plan | null {
  const afterMs = hours(told, 0.2, 0.6);
  const way = wayOf(told.world, state.id);
  switch (way) {
    case 'together': {
      const parties = state.parts === undefined ? units(told, state).slice(0, 3) : [];
      return parties.length === 0 ? null : { intention: { kind: 'summon', parties }, afterMs };
    }
    case 'dispatch': {
      const to = addressee(told, state);
      return to === undefined ? null : { intention: { kind: 'dispatch', to }, afterMs };
    }
    case 'pause':
      if (state.approvals.some(({ kind }) => kind === 'suspension')) return null;
      return { intention: { kind: 'ask', what: 'suspension' }, afterMs };
    case 'alone':
      return null;
    default:
      return way satisfies never;
  }
}

/** To whom it is sent: to a wrong unit first where it is misdirected, and not again to whoever gave it back or had it. */
function addressee(told: Told, state: IssueState): PartyKey | undefined {
  const [owner, other] = units(told, state);
  if (owner === undefined || state.handled !== null) return undefined;
  const wrong = isMisdirected(told.world, state.id) ? other : undefined;
  return [wrong, owner].find((unit) => unit !== undefined && state.returnedBy?.includes(unit) !== true);
}

/** Whether the unit that has it is not the one to which it belongs. */
export const isWronglyWith = (told: Told, state: IssueState, unit: PartyKey): boolean =>
  isMisdirected(told.world, state.id) && units(told, state)[0] !== unit;

const units = ({ world }: Told, { id, rules }: IssueState): readonly PartyKey[] =>
  unitsFor(
    world,
    id,
    (rules.parties ?? []).map(({ key }) => key),
  );
