/** From what the log holds to what goes out. Publisher and relay both build here, so a repeat is the same message. */
import { publishedData } from '../contracts/published-event';
import {
  eventTypeName,
  rulesName,
  type IssueId,
  type IssueRules,
  type Notice,
  type Recorded,
  type Report,
  type Step,
} from '../domain';
import type { Outbound } from './pipe';
import type { CloudEvent, NoticeMessage } from './schemas';
import { eventId, noticeId, subjects } from './subjects';

/** What one append put into the log. */
export interface Outgoing {
  readonly issue: IssueId;
  readonly step: Step;
  /** As doorstep.append gave it. */
  readonly recordedAtMs: number;
  /** Who follows it: a W3C traceparent. */
  readonly trace?: string | undefined;
}

/** What stays the same over the life of an issue and goes along with each of its messages. */
export interface About {
  readonly issue: IssueId;
  readonly report: Pick<Report, 'unit' | 'category' | 'severity'>;
  readonly rules: IssueRules;
}

/** Events first: who hears of a notice may look for the event. */
export function buildStep({ issue, step, recordedAtMs }: Outgoing, channel: string): readonly Outbound[] {
  const about: About = { issue, report: step.after.report, rules: step.after.rules };
  return [
    ...step.records.map((recorded) => buildEvent(about, recorded, recordedAtMs)),
    ...step.notices.map((notice) => buildNotice(about, notice, channel, recordedAtMs)),
  ];
}

export function buildEvent({ issue, report, rules }: About, recorded: Recorded, recordedAtMs: number): Outbound {
  const message = cloudEvent(issue, rulesName(rules), recorded, recordedAtMs);
  return { subject: subjects.event(report.unit, issue), id: message.id, payload: JSON.stringify(message) };
}

/** An event as it leaves the log, by whatever way. @param procedure `<id>@<version>` */
export function cloudEvent(issue: IssueId, procedure: string, recorded: Recorded, recordedAtMs: number): CloudEvent {
  const occurred = new Date(recorded.occurredAtMs).toISOString();
  return {
    specversion: '1.0',
    id: eventId(issue, recorded.seq),
    source: '/doorstep',
    type: eventTypeName(recorded.event.type),
    subject: issue,
    time: occurred,
    datacontenttype: 'application/json',
    seq: recorded.seq,
    occurredat: occurred,
    recordedat: new Date(recordedAtMs).toISOString(),
    actor: recorded.actor,
    commandid: recorded.commandId,
    procedureversion: procedure,
    data: publishedData(recorded.event),
  };
}

export function buildNotice(
  about: About,
  notice: Notice & { readonly seq: number },
  channel: string,
  queuedAtMs: number,
): Outbound {
  const message = noticeMessage(about, notice, channel, queuedAtMs);
  return { subject: subjects.notice(channel, notice.recipient), id: message.id, payload: JSON.stringify(message) };
}

/** A notice with what its text needs, so that whoever renders it looks nothing up. */
export function noticeMessage(
  { issue, report, rules }: About,
  notice: Notice & { readonly seq: number },
  channel: string,
  queuedAtMs: number,
): NoticeMessage {
  const rung = rules.tiers[notice.tier - 1];
  return {
    id: noticeId({ issue, seq: notice.seq, recipient: notice.recipient, channel }),
    issue,
    seq: notice.seq,
    template: notice.template,
    tier: notice.tier,
    round: notice.round,
    facts: notice.facts,
    category: report.category,
    unit: report.unit,
    queuedAtMs,
    recipient: notice.recipient,
    channel,
    severity: report.severity,
    procedure: rules.procedure,
    procedureVersion: rules.version,
    timeScale: rules.timeScale,
    ...(rung === undefined ? {} : { rung: { key: rung.key, role: rung.role } }),
  };
}
