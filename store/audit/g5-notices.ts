import { notices as noticesOf } from '../../domain';
import type { NoticeRecord } from '../notices';
import type { AuditedIssue } from './audited-issue';
import { Findings, type Finding } from './finding';
import { replay } from './replay';

/** Where notices arrived: how often each notice id (`<issue>:<seq>:<recipient>:<channel>`) was seen there. */
export interface Sightings {
  /** For people, for example "the inbox stream". */
  readonly where: string;
  readonly counts: ReadonlyMap<string, number>;
  /** It keeps the latest so many per recipient: an older notice may be gone. */
  readonly keeps?: number;
}

const idOf = ({ issue, seq, recipient, channel }: NoticeRecord): string => [issue, seq, recipient, channel].join(':');

/**
 * G5: the rules' notices are queued, no other; at most one per issue, tier, round, recipient and channel calls a tier;
 * each is delivered, and nobody sees one twice.
 * @param sightings empty when only the books are judged
 */
export function checkNotices(issues: readonly AuditedIssue[], sightings: readonly Sightings[]): Finding {
  const found = new Findings('G5');
  const queued = new Set<string>();
  const perRecipient = new Map<string, number>();
  for (const { recipient } of issues.flatMap(({ notices }) => notices))
    perRecipient.set(recipient, (perRecipient.get(recipient) ?? 0) + 1);
  for (const audited of issues) {
    const { issue, notices } = audited;
    asTheRulesSay(found, audited);
    const calls = new Set<string>();
    for (const notice of notices) {
      queued.add(idOf(notice));
      const { template, tier, round, recipient, channel, seq } = notice;
      if (template.startsWith('tier-')) {
        const call = [tier, round, recipient, channel].join();
        found.check(
          !calls.has(call),
          issue,
          seq,
          `${recipient} is called twice for tier ${tier}, round ${round}, on ${channel}`,
        );
        calls.add(call);
      }
      found.check(
        notice.deliveredAtMs !== null,
        issue,
        seq,
        `${template} for ${recipient} is queued and not delivered`,
      );
      for (const { where, counts, keeps = Infinity } of sightings) {
        const times = counts.get(idOf(notice)) ?? 0;
        if (times === 0 && (perRecipient.get(recipient) ?? 0) > keeps) {
          found.remark(`${where} no longer holds all that a much-told person was told`);
          continue;
        }
        found.check(times === 1, issue, seq, `${template} for ${recipient} is ${times} times in ${where}`);
      }
    }
  }
  for (const { where, counts } of sightings) {
    for (const id of counts.keys()) {
      if (!queued.has(id))
        found.check(
          false,
          id.split(':')[0] ?? id,
          Number(id.split(':')[1]),
          `${where} holds ${id}, which was never queued`,
        );
    }
  }
  return found.result();
}

/** Compares what is queued with what the rules tell, event by event. */
function asTheRulesSay(found: Findings, audited: AuditedIssue): void {
  const { issue, log, notices } = audited;
  const { states } = replay(audited);
  for (const [index, state] of states.entries()) {
    const event = log[index];
    if (event === undefined) continue;
    const name = (notice: {
      readonly recipient: string;
      readonly template: string;
      readonly tier: number;
      readonly round: number;
    }): string => [notice.template, notice.recipient, notice.tier, notice.round].join(' ');
    const due = noticesOf(state, event.event).map(name).sort();
    const has = notices
      .filter(({ seq }) => seq === event.seq)
      .map(name)
      .sort();
    found.check(
      due.join() === has.join(),
      issue,
      event.seq,
      () => `tells [${has.join('; ')}] instead of [${due.join('; ')}]`,
    );
  }
}
