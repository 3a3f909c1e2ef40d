/** Random rules of a place, within what the loading of a procedure lets through (domain/procedure/checks.ts). */
import type { IssueRules, Span, Term, Tier } from '../../domain';
import type { WorkingTime } from '../../domain/calendar/working-time';
import type { Random } from '../random';
import { calendars } from './calendars';
import { NEIGHBOURS, UNIT } from './people';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SPANS = [SECOND, MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 8 * HOUR, DAY, 3 * DAY];
/** Calendars are walked day by day, so terms of a scarce one are short. */
const WORKING_SPANS = [MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 8 * HOUR];
const MANY = 20;

/** How terms are counted at this place: all one way, all the other, or each as it comes. */
type Counting = () => Term['time'];

export function rules(random: Random): IssueRules {
  const calendar = random.chance(0.3) ? random.pick(calendars) : null;
  const working = calendar === null ? 0 : random.pick([1, 1, 0.5]);
  const time: Counting = () => (working > 0 && random.chance(working) ? 'working' : 'natural');
  const count = random.between(1, 6);
  const tiers = Array.from({ length: count }, (_, index) => tier(random, time(), index, index === count - 1));
  const within = span(random, 'natural');
  return {
    procedure: 'simulated',
    version: 1,
    timeScale: 1,
    tiers,
    evidenceMinimum: random.below(3),
    extension: {
      maximum: random.below(4),
      limitMs: Math.max(...tiers.map(({ handleWithin }) => handleWithin.ms)),
      decideWithin: term(random, time()),
    },
    suspension: {
      maximum: random.below(3),
      limitMs: random.pick([HOUR, 2 * DAY, 10 * DAY]),
      decideWithin: term(random, time()),
    },
    forceClose: { decideWithin: term(random, time()) },
    confirmation: {
      within: { ms: within, time: 'natural' },
      repeat: {
        every: { ms: random.chance(0.5) ? within : Math.ceil(within / 3), time: 'natural' },
        times: random.below(3),
      },
    },
    reopenWithinMs: random.pick([HOUR, 7 * DAY, 30 * DAY]),
    ...pinned(calendar, working),
  };
}

const pinned = (calendar: WorkingTime | null, working: number): Pick<IssueRules, 'workingTime'> =>
  calendar === null || working === 0 ? {} : { workingTime: calendar };

function tier(random: Random, time: Term['time'], index: number, isLast: boolean): Tier {
  const acknowledge = span(random, time);
  const every = span(random, time);
  const times = isLast ? 0 : random.below(3);
  const least = acknowledge + every * times;
  const handle = random.chance(0.2) ? least : least + span(random, time);
  return {
    key: `tier-${index + 1}`,
    role: `role-${index + 1}`,
    unit: UNIT,
    people: crew(random),
    acknowledgeWithin: { ms: acknowledge, time },
    handleWithin: { ms: handle, time },
    repeat: { every: { ms: every, time }, times },
  };
}

function crew(random: Random): Tier['people'] {
  const people = [random.pick(NEIGHBOURS)];
  while (people.length < 4 && random.chance(0.45)) {
    const another = random.pick(NEIGHBOURS);
    if (!people.includes(another)) people.push(another);
  }
  return people;
}

const term = (random: Random, time: Term['time']): Term => ({ ms: span(random, time), time });

/** Round spans make deadlines coincide; odd ones bring out what rounding hides. */
function span(random: Random, time: Term['time']): Span {
  const ms = random.pick(time === 'natural' ? SPANS : WORKING_SPANS);
  return random.chance(0.7) ? ms : ms + random.below(MANY * SECOND) + 1;
}
