/** The parts that units take in joint handling. */
import type { PartyKey } from '../../kernel/ids';
import type { IssueState, Part } from '../../kernel/state';

/** Neither done nor released, in the order in which they were summoned. */
export const unfinishedParts = ({ parts }: IssueState): readonly Part[] =>
  parts === undefined ? NO_PARTS : parts.filter(isOpen);

export const isOpen = ({ finishedBy }: Part): boolean => finishedBy === null;

export const hasOpenPart = (state: IssueState, key: PartyKey): boolean =>
  unfinishedParts(state).some(({ party }) => party === key);

/** With a change to the open part of a party. */
export const amendPart = (state: IssueState, party: PartyKey, change: (part: Part) => Partial<Part>): IssueState =>
  withPart(state, party, (part) => [{ ...part, ...change(part) }]);

export const withoutPart = (state: IssueState, party: PartyKey): IssueState => withPart(state, party, () => NO_PARTS);

const withPart = (state: IssueState, party: PartyKey, become: (part: Part) => readonly Part[]): IssueState =>
  keep(
    state,
    (state.parts ?? NO_PARTS).flatMap((part) => (part.party === party && isOpen(part) ? become(part) : [part])),
  );

/** A matter that comes back after its end starts without the units that were still at it. */
export const withoutOpenParts = (state: IssueState): IssueState =>
  keep(
    state,
    (state.parts ?? NO_PARTS).filter((part) => !isOpen(part)),
  );

/** What there is nothing of is absent. */
function keep({ parts: _before, ...state }: IssueState, parts: readonly Part[]): IssueState {
  return parts.length === 0 ? state : { ...state, parts };
}

const NO_PARTS: readonly Part[] = [];
