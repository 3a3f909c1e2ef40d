/** Who is on duty, found the slow way from the document itself: every hand-over and every span of hours is walked through. */
import { plusDays, plusMonths, weekdayOf, type WallClock } from './wall-clock';

export interface WrittenPeriod {
  readonly from?: string;
  readonly until?: string;
}
export interface WrittenHours {
  readonly days?: readonly string[];
  readonly from: string;
  readonly to: string;
}
export interface WrittenLayer {
  readonly people: readonly string[];
  readonly every: Readonly<Partial<Record<'hours' | 'days' | 'weeks' | 'months', number>>>;
  readonly start: string;
  readonly hours?: readonly WrittenHours[];
}
/** One post of one unit, with all that is written about it. */
export interface Written {
  readonly people: readonly (WrittenPeriod & {
    readonly id: string;
    readonly competences?: readonly { readonly tag: string; readonly until?: string }[];
  })[];
  readonly holders: readonly (WrittenPeriod & { readonly id: string })[];
  readonly layers: readonly WrittenLayer[];
  readonly overrides: readonly {
    readonly person: string;
    readonly instead?: string;
    readonly from: string;
    readonly until: string;
  }[];
  readonly absences: readonly { readonly person: string; readonly from: string; readonly until?: string }[];
  readonly deputies: readonly (WrittenPeriod & { readonly person: string; readonly deputy: string })[];
}

type Minutes = readonly [from: number, until: number];

/** @returns who is on duty at a minute of the clock */
export function oracle(written: Written, clock: WallClock, lastMinute: number): (minute: number) => readonly string[] {
  const minutes = ({ from, until }: WrittenPeriod): Minutes => [
    from === undefined ? -Infinity : clock.minuteOf(from),
    until === undefined ? Infinity : clock.minuteOf(until),
  ];
  const dated = <T extends WrittenPeriod>(all: readonly T[]) => all.map((one) => ({ ...one, at: minutes(one) }));
  const [people, holders, absences] = [dated(written.people), dated(written.holders), dated(written.absences)];
  const [deputies, overrides] = [dated(written.deputies), dated(written.overrides)];
  const layers = written.layers.map((layer) => ({
    people: layer.people,
    handOvers: handOvers(layer, clock, lastMinute),
    spans: layer.hours?.flatMap((hours) => spansOf(hours, layer.start, clock, lastMinute)),
  }));

  return (minute) => {
    const now = ({ at: [from, until] }: { readonly at: Minutes }): boolean => from <= minute && minute < until;
    const there = (who: string): boolean => people.some((one) => one.id === who && now(one));
    const away = (who: string): boolean => absences.some((one) => one.person === who && now(one));
    const free = (who: string): boolean => there(who) && !away(who);
    const holds = (who: string): boolean => there(who) && holders.some((one) => one.id === who && now(one));
    const exchanged = (who: string) => overrides.findLast((one) => one.instead === who && now(one));
    const stand = (who: string): string | undefined => {
      if (!there(who)) return undefined;
      if (!away(who)) return who;
      return deputies.find((one) => one.person === who && now(one) && free(one.deputy))?.deputy;
    };
    const take = (who: string): string | undefined => {
      const other = exchanged(who);
      if (other !== undefined) return stand(other.person);
      return holds(who) ? stand(who) : undefined;
    };
    const whole = (): readonly string[] => [
      ...new Set(holders.filter((one) => holds(one.id)).flatMap((one) => take(one.id) ?? [])),
    ];
    for (const one of overrides.toReversed()) {
      if (one.instead !== undefined || !now(one)) continue;
      const found = stand(one.person);
      if (found !== undefined) return [found];
    }
    if (layers.length === 0) return whole();
    let on = false;
    for (const layer of layers.toReversed()) {
      const turn = layer.handOvers.filter((at) => at <= minute).length - 1;
      if (turn < 0 || layer.spans?.some(([from, until]) => from <= minute && minute < until) === false) continue;
      on = true;
      const order = layer.people.map((_, step) => layer.people[(turn + step) % layer.people.length] ?? '');
      const first = order[0] ?? '';
      const found = take(first);
      if (found !== undefined) return [found];
      for (const next of order.filter((one) => one !== first)) {
        const other = exchanged(next)?.person;
        if (other === undefined ? holds(next) && free(next) : free(other)) return [other ?? next];
      }
    }
    return on ? whole() : [];
  };
}

function handOvers({ every, start }: WrittenLayer, clock: WallClock, lastMinute: number): readonly number[] {
  const found: number[] = [];
  for (let step = 0, at = clock.minuteOf(start); at <= lastMinute;) {
    found.push(at);
    step += 1;
    if (every.hours !== undefined) at += every.hours * 60;
    else if (every.days !== undefined) at = clock.minuteOf(plusDays(start, step * every.days));
    else if (every.weeks !== undefined) at = clock.minuteOf(plusDays(start, step * every.weeks * 7));
    else at = clock.minuteOf(plusMonths(start, step * (every.months ?? 1)));
  }
  return found;
}

function spansOf(
  { days, from, to }: WrittenHours,
  start: string,
  clock: WallClock,
  lastMinute: number,
): readonly Minutes[] {
  const found: Minutes[] = [];
  for (let day = plusDays(start, -2).slice(0, 10); ; day = plusDays(`${day}T00:00`, 1).slice(0, 10)) {
    const begins = clock.minuteOf(`${day}T${from}`);
    if (begins > lastMinute) return found;
    if (days !== undefined && !days.includes(weekdayOf(day))) continue;
    const next = plusDays(`${day}T00:00`, 1).slice(0, 10);
    const ends = to === '24:00' ? `${next}T00:00` : to > from ? `${day}T${to}` : `${next}T${to}`;
    found.push([begins, clock.minuteOf(ends)]);
  }
}
