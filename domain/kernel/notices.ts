/** Whom an event tells. */
import { deputiesOf } from './deputies';
import type { EventType, IssueEvent } from './event';
import type { PersonId } from './ids';
import type { Notice } from './notice';
import { capabilities, eventAppliers } from './registry';
import type { IssueState } from './state';
import { tell } from './tell';

type Teller = (after: IssueState, event: IssueEvent) => readonly Notice[];

/** Who has something to say of which event; looked up with every event of every issue. */
const tellers = Object.fromEntries(
  Object.keys(eventAppliers).map((type) => [
    type,
    capabilities.flatMap((capability) => (capability.notices?.[type as EventType] as Teller | undefined) ?? []),
  ]),
) as Readonly<Partial<Record<EventType, readonly Teller[]>>>;

type Concerned = (after: IssueState, event: IssueEvent, deputy: PersonId) => boolean;

const concerned = new Map(
  capabilities.flatMap(({ deputies = {} }) => Object.entries(deputies) as unknown as [EventType, Concerned][]),
);

/** What a supervising tier learns of: every step of the way, and nothing that is only talk; of an answer it is told as such. */
const WATCHED: ReadonlySet<EventType> = new Set<EventType>([
  'acknowledged',
  'acknowledgement-expired',
  'check-failed',
  'closed',
  'dispatched',
  'escalated',
  'extended',
  'handled',
  'part-overdue',
  'reminded',
  'resumed',
  'returned',
  'suspended',
]);

/** Notices of one event, at most one per recipient: the first that names somebody wins. Deputies are told with those they stand in for. */
export function notices(after: IssueState, event: IssueEvent): readonly Notice[] {
  const told: Notice[] = [];
  const add = (notice: Notice): void => {
    if (!told.some((other) => other.recipient === notice.recipient)) told.push(notice);
  };
  for (const teller of tellers[event.type] ?? []) for (const notice of teller(after, event)) add(notice);
  const isConcerned = concerned.get(event.type);
  let asked = Infinity;
  const withDeputies = (): void => {
    if (after.delegations === undefined) return;
    for (const [index, notice] of [...told].entries())
      for (const recipient of deputiesOf(after, notice.recipient))
        if (index >= asked || isConcerned === undefined || isConcerned(after, event, recipient))
          add({ ...notice, recipient });
  };
  withDeputies();
  // Who only learns of it has deputies who learn of it, whatever they have said themselves.
  asked = told.length;
  for (const person of onlookers(after, event)) add(tell(after, person, 'for-information', { event: event.type }));
  withDeputies();
  return told;
}

/** The supervising tier, and whom the procedure names for this event. */
function onlookers({ supervision, rules }: IssueState, { type }: IssueEvent): readonly PersonId[] {
  const watching = supervision !== undefined && WATCHED.has(type) ? supervision.people : NOBODY;
  if (rules.copies === undefined) return watching;
  return [...watching, ...rules.copies.flatMap((copy) => (copy.event === type ? copy.people : []))];
}

const NOBODY: readonly PersonId[] = [];
