/** The proof: what became of every notice of an issue; without an issue, how many are in which state. */
import type { DeliveryState } from '../../../contracts/channels';
import type { DeliveryRecord } from '../../../store';
import { issueId } from '../../sdk';
import type { Session } from '../session';
import { table } from '../show/table';
import { widthOf } from '../show/wrap';
import { contactWords } from './contact-words';
import { noticesWords } from './notices-words';

export async function notices(session: Session, { issue }: { readonly issue?: string }): Promise<void> {
  return issue === undefined ? counted(session) : ofIssue(session, issue);
}

/** Throws ISSUE_UNKNOWN. */
async function ofIssue(session: Session, id: string): Promise<void> {
  const doorstep = await session.doorstep();
  const issue = issueId(id);
  const records = await doorstep.channels.notices(issue);
  if (records.length === 0) await doorstep.get(issue);
  session.answer({ issue, notices: grouped(records).map(noticeOf) }, () =>
    records.length === 0
      ? noticesWords[session.lang].none
      : [...grouped(records).map((group) => groupText(session, group)), zoneText(session)].join('\n'),
  );
}

async function counted(session: Session): Promise<void> {
  const { channels } = await session.doorstep();
  const [counts, reasons, dead] = await Promise.all([
    channels.counts(),
    channels.reasonCounts(),
    channels.deadLetterCount(),
  ]);
  session.answer({ counts, reasons, deadLetters: dead }, () => {
    const words = noticesWords[session.lang];
    if (counts.length === 0) return words.none;
    const rows = counts.map(({ channel, state, count }) => [
      contactWords[session.lang].channel[channel],
      words.state[state],
      String(count),
    ]);
    const { channel, state, count, why } = words.column;
    const said: Readonly<Record<string, string>> = words.reason;
    const because = reasons.map((one) => [words.state[one.state], said[one.reason] ?? one.reason, String(one.count)]);
    return [
      table([channel, state, count], rows),
      ...(because.length === 0 ? [] : [table([state, why, count], because)]),
      ...(dead === 0 ? [] : [words.dead(dead)]),
    ].join('\n');
  });
}

/** The channels of one notice together; they come in that order. */
function grouped(records: readonly DeliveryRecord[]): readonly (readonly DeliveryRecord[])[] {
  const groups = new Map<string, DeliveryRecord[]>();
  for (const record of records) {
    const key = `${record.seq} ${record.recipient}`;
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  return [...groups.values()];
}

function noticeOf(group: readonly DeliveryRecord[]): Record<string, unknown> {
  const { seq, template, recipient, tier, round } = group[0] ?? ({} as DeliveryRecord);
  const channels = group.map(
    ({ issue: _i, seq: _s, template: _t, recipient: _r, tier: _tier, round: _round, ...delivery }) => delivery,
  );
  return { seq, template, recipient, tier, round, channels };
}

function groupText(session: Session, group: readonly DeliveryRecord[]): string {
  const [first] = group;
  if (first === undefined) return '';
  const words = noticesWords[session.lang];
  const names = contactWords[session.lang].channel;
  const widest = (texts: readonly string[]): number => Math.max(...texts.map(widthOf));
  const channelWidth = widest(Object.values(names));
  const stateWidth = widest(Object.values(words.state));
  return [
    words.head({ ...first, person: session.names().person(first.recipient) }),
    ...group.map((one) =>
      [
        `  ${padded(names[one.channel], channelWidth)}`,
        padded(words.state[one.state], stateWidth),
        detailsOf(session, one),
      ].join('  '),
    ),
  ].join('\n');
}

const TIMES: readonly (readonly [DeliveryState, keyof DeliveryRecord])[] = [
  ['queued', 'queuedAtMs'],
  ['sent', 'sentAtMs'],
  ['delivered', 'deliveredAtMs'],
  ['read', 'readAtMs'],
  ['acted', 'actedAtMs'],
  ['failed', 'failedAtMs'],
  ['withheld', 'withheldAtMs'],
];

/** Each state with its instant, then what else is known. */
function detailsOf(session: Session, record: DeliveryRecord): string {
  const words = noticesWords[session.lang];
  const clock = session.clock();
  const reasons: Readonly<Record<string, string>> = words.reason;
  const times = TIMES.flatMap(([state, field]) => {
    const atMs = record[field];
    // The inbox is where a notice is delivered at once: being sent is not another step.
    if (typeof atMs !== 'number' || (record.channel === 'inbox' && state === 'sent')) return [];
    return [`${words.state[state]} ${clock.local(atMs)}`];
  });
  return [
    ...times,
    ...(record.attempts === null ? [] : [words.attempts(record.attempts)]),
    ...(record.nextAtMs === null ? [] : [words.next(clock.local(record.nextAtMs))]),
    ...(record.receipt === null ? [] : [words.receipt(record.receipt)]),
    ...(record.reason === null ? [] : [reasons[record.reason] ?? record.reason]),
    ...(record.bundle === null ? [] : [words.bundled(record.bundle)]),
    ...record.held.filter((hold) => hold !== record.reason).map((hold) => words.held[hold]),
  ].join(' · ');
}

const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

const zoneText = (session: Session): string => session.words.explain.zone(session.clock().zone);
