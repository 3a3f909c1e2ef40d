/** The duty of one person as an iCalendar feed (RFC 5545), for the calendar in their own pocket. */
import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import { personOf, unitOf, type HasDirectory } from '../directory/directory';
import type { Instant } from '../kernel/ids';
import type { Lang } from '../procedure/documents/words';
import { shiftsOf, type Shift } from './shifts';

interface FeedWords {
  readonly name: (person: string) => string;
  readonly summary: (role: string, unit: string) => string;
  readonly why: Readonly<Record<Shift['why'], (instead: string | undefined) => string>>;
}

const WORDS: Readonly<Record<Lang, FeedWords>> = {
  zh: {
    name: (person) => `${person}的值班`,
    summary: (role, unit) => `值班：${unit} ${role}`,
    why: {
      override: (instead) => (instead === undefined ? '临时安排' : `临时替换${instead}`),
      rotation: () => '轮值',
      deputy: (instead) => `代理${instead ?? ''}`,
      'next-on-duty': (instead) => `顺延接替${instead ?? ''}`,
      'whole-post': () => '全体在岗',
    },
  },
  en: {
    name: (person) => `Duty of ${person}`,
    summary: (role, unit) => `On duty: ${role}, ${unit}`,
    why: {
      override: (instead) => (instead === undefined ? 'by an override' : `by an override, instead of ${instead}`),
      rotation: () => 'by rotation',
      deputy: (instead) => `as deputy of ${instead ?? ''}`,
      'next-on-duty': (instead) => `next in turn, for ${instead ?? ''}`,
      'whole-post': () => 'with everybody who holds the post',
    },
  },
};

/** By whom a calendar was written, as RFC 5545 wants it. */
const WRITER = { company: 'Doorstep', product: 'Duty' } as const;

/**
 * A calendar of every shift that touches the time from `nowMs` to `toMs`, in the language of the person, in UTC. A shift
 * has the same UID whenever the feed is read, so that a calendar shows it once. What has gone on for more than 400 days,
 * and a post that everybody holds without end, are left out: they are no appointments. Throws DoorstepError PERSON_UNKNOWN.
 */
export function calendarFeed(place: HasDirectory, person: string, nowMs: Instant, toMs: Instant): string {
  const { id, name, lang } = personOf(place, person, 'person');
  const words = WORDS[lang];
  const calendar = ical({ name: words.name(name), prodId: { ...WRITER, language: lang } });
  calendar.method(ICalCalendarMethod.PUBLISH);
  for (const shift of shiftsOf(place, id, nowMs, toMs)) {
    const { fromMs, untilMs, role, unit, why } = shift;
    if (fromMs === null || (why === 'whole-post' && untilMs === null)) continue;
    const unitName = unitOf(place, unit).name[lang];
    const roleName = place.directory.roles.get(role)?.name[lang] ?? role;
    calendar.createEvent({
      id: `${role}.${unit}.${id}.${fromMs}@${place.directory.community.id}.doorstep`,
      stamp: new Date(nowMs),
      start: new Date(fromMs),
      end: new Date(untilMs ?? toMs),
      summary: words.summary(roleName, unitName),
      location: unitName,
      description: words.why[why](shift.for && personOf(place, shift.for, 'person').name),
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return calendar.toString();
}
