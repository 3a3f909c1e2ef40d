/** Random rules of a place, within what the loading of a procedure lets through (domain/procedure/checks). */
import type { IssueRules, Term, Tier } from '../../domain';
import type { WorkingTime } from '../../domain/calendar/working-time';
import type { Random } from '../random';
import { calendars } from './calendars';
import { asking } from './competence';
import { NEIGHBOURS, UNIT } from './people';
import { practice } from './practice';
import { pinnedBy } from './staffing';
import { DAY, HOUR, span, term, type Counting } from './terms';

export function rules(random: Random): IssueRules {
  const calendar = random.chance(0.3) ? random.pick(calendars) : null;
  const working = calendar === null ? 0 : random.pick([1, 1, 0.5]);
  const time: Counting = () => (working > 0 && random.chance(working) ? 'working' : 'natural');
  const count = random.between(1, 6);
  const tiers = Array.from({ length: count }, (_, index) => tier(random, time(), index, index === count - 1));
  const within = span(random, 'natural');
  const plain: IssueRules = {
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
      maximum: random.pick([0, 1, 1, 2]),
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
  // Most places use only a little of what a procedure may say, and many nothing of it.
  const all = random.chance(0.25) ? plain : practice(random, plain, time);
  const asked = random.chance(0.2) ? asking(random, all) : all;
  return random.chance(0.15) ? pinnedBy(random, asked) : asked;
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
