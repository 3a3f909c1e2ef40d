/** What `doorstep calendar` says to people. */
import type { Span } from '../../../domain';
import type { Lang } from '../words/words';

interface CalendarWords {
  readonly none: string;
  readonly column: Readonly<
    Record<
      | 'calendar'
      | 'name'
      | 'zone'
      | 'knownThrough'
      | 'usualDay'
      | 'week'
      | 'holds'
      | 'day'
      | 'weekday'
      | 'hours'
      | 'note',
      string
    >
  >;
  /** Monday first. */
  readonly weekdays: readonly string[];
  readonly makeUp: string;
  readonly notPublished: string;
  readonly hours: (ms: Span) => string;
  readonly title: (facts: { calendar: string; name: string; zone: string; month: string; worked: number }) => string;
  readonly due: (facts: { term: string; from: string; due: string; zone: string }) => string;
  readonly worked: (facts: { hours: string; calendar: string }) => string;
  readonly skipped: (days: number) => string;
  readonly provisional: (knownThrough: string) => string;
}

const hoursOf = (ms: Span): number => Math.round(ms / 36_000) / 100;

export const calendarWords: Readonly<Record<Lang, CalendarWords>> = {
  zh: {
    none: '没有工作日历。规程只按自然时间计时。',
    column: {
      calendar: '日历',
      name: '名称',
      zone: '时区',
      knownThrough: '节假日公布至',
      usualDay: '工作日时长',
      week: '每周',
      holds: '适用于',
      day: '日期',
      weekday: '星期',
      hours: '工作时间',
      note: '说明',
    },
    weekdays: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
    makeUp: '调休上班',
    notPublished: '节假日尚未公布',
    hours: (ms) => `${hoursOf(ms)} 小时`,
    title: ({ calendar, name, zone, month, worked }) => `${name}（${calendar}，${zone}），${month}：${worked} 个工作日`,
    due: ({ term, from, due, zone }) => `从 ${from} 起 ${term}，到期：${due}。时间为 ${zone} 时区。`,
    worked: ({ hours, calendar }) => `其间工作时间 ${hours}（${calendar}）。`,
    skipped: (days) => `跳过 ${days} 天：`,
    provisional: (knownThrough) => `暂定：节假日只公布到 ${knownThrough}，之后按星期计算，公布后可能变动。`,
  },
  en: {
    none: 'There is no calendar; procedures count natural time alone.',
    column: {
      calendar: 'calendar',
      name: 'name',
      zone: 'zone',
      knownThrough: 'known through',
      usualDay: 'working day',
      week: 'week',
      holds: 'holds at',
      day: 'day',
      weekday: 'weekday',
      hours: 'hours',
      note: 'note',
    },
    weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    makeUp: 'make-up workday',
    notPublished: 'holidays not published yet',
    hours: (ms) => `${hoursOf(ms)} h`,
    title: ({ calendar, name, zone, month, worked }) =>
      `${name} (${calendar}, ${zone}), ${month}: ${worked} working days`,
    due: ({ term, from, due, zone }) => `${term} from ${from} on is due at ${due}. Times are of ${zone}.`,
    worked: ({ hours, calendar }) => `Working time in between: ${hours} (${calendar}).`,
    skipped: (days) => (days === 1 ? 'One day is skipped:' : `${days} days are skipped:`),
    provisional: (knownThrough) =>
      `Provisional: holidays are published through ${knownThrough}; later days count by the week alone and may change.`,
  },
};
