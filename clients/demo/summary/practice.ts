/**
 * What practice knows beyond the ladder, counted from the logs. Every group begins with what its other figures are of; what
 * nobody did (a report that counts because nobody looked, a check to which nobody came) is counted apart.
 */
import type { EventType, IssueEvent } from '../../../domain';
import type { AuditedIssue } from '../../../store';

export interface Practice {
  readonly verification: Readonly<Record<'reports' | 'verified' | 'declined' | 'unseen', number>>;
  /** `returned`: given back, and somebody said yes; `overdue`: a party let its time pass. */
  readonly dispatch: Readonly<Record<'dispatched' | 'handled' | 'returned' | 'overdue', number>>;
  readonly joint: Readonly<Record<'summoned' | 'inTime' | 'late' | 'absent' | 'finished' | 'released', number>>;
  readonly check: Readonly<Record<'asked' | 'passed' | 'failed' | 'unseen', number>>;
  readonly callBack: Readonly<Record<'calls' | 'satisfied' | 'dissatisfied' | 'unreachable', number>>;
  readonly suspension: Readonly<Record<'asked' | 'suspended' | 'resumed', number>>;
  readonly quorum: Readonly<Record<'questions' | 'decided' | 'voices', number>>;
  readonly supervision: Readonly<Record<'supervised' | 'answered', number>>;
  readonly problem: Readonly<Record<'issues' | 'raised', number>>;
  readonly link: Readonly<Record<'linked' | 'climbed' | 'handled', number>>;
  readonly deputy: Readonly<Record<'named' | 'acted', number>>;
  readonly expiry: Readonly<Record<'warned' | 'expired' | 'renewed', number>>;
  readonly word: Readonly<Record<'comments' | 'reopened' | 'withdrawn', number>>;
}

type Of<T extends EventType> = Extract<IssueEvent, { type: T }>;

export function practiceOf(issues: readonly AuditedIssue[]): Practice {
  const logs = issues.map(({ log }) => log.map(({ event }) => event));
  const events = logs.flat();
  const all = <T extends EventType>(type: T): readonly Of<T>[] =>
    events.filter((event): event is Of<T> => event.type === type);
  const count = <T extends EventType>(type: T, holds: (event: Of<T>) => boolean = () => true): number =>
    all(type).filter(holds).length;
  const calls = (answer: Of<'called-back'>['answer']): number =>
    count('called-back', (event) => event.answer === answer);
  const follows = (what: Of<'followed'>['what']): number => count('followed', (event) => event.what === what);
  const parts = logs.flatMap(partsOf);
  const how = (wanted: Part): number => parts.filter((part) => part === wanted).length;
  const several = logs.flatMap(severalOf);
  const dispatches = logs.map(dispatchesOf);
  const sum = (figure: keyof ReturnType<typeof dispatchesOf>): number =>
    dispatches.reduce((total, one) => total + one[figure], 0);
  return {
    verification: {
      reports: count('opened', ({ verify }) => verify !== undefined),
      verified: count('verified', ({ by }) => by !== undefined),
      declined: count('declined'),
      unseen: count('verified', ({ by }) => by === undefined),
    },
    dispatch: {
      dispatched: count('dispatched'),
      handled: sum('handled'),
      returned: count('returned', ({ approval }) => approval !== undefined),
      overdue: sum('overdue'),
    },
    joint: {
      summoned: count('summoned'),
      inTime: how('in time'),
      late: how('late'),
      absent: how('absent'),
      finished: count('part-finished'),
      released: count('part-released'),
    },
    check: {
      asked: count('handled', ({ check }) => check !== undefined),
      passed: count('checked', ({ by }) => by !== undefined),
      failed: count('check-failed'),
      unseen: count('checked', ({ by }) => by === undefined),
    },
    callBack: {
      calls: count('called-back'),
      satisfied: calls('satisfied'),
      dissatisfied: calls('dissatisfied'),
      unreachable: calls('unreachable'),
    },
    suspension: {
      asked: count('approval-requested', ({ kind }) => kind === 'suspension'),
      suspended: count('suspended'),
      resumed: count('resumed'),
    },
    quorum: {
      questions: several.length,
      decided: several.filter((isDecided) => isDecided).length,
      voices: count('voted'),
    },
    supervision: { supervised: count('supervised'), answered: count('answered') },
    problem: { issues: issues.length, raised: count('problem-raised') },
    link: { linked: count('linked'), climbed: follows('climbed'), handled: follows('handled') },
    deputy: { named: count('delegated'), acted: logs.reduce((total, log) => total + actedFor(log), 0) },
    expiry: {
      warned: count('warned', ({ untold }) => untold !== true),
      expired: count('acknowledgement-expired'),
      renewed: logs.reduce((total, log) => total + renewedIn(log), 0),
    },
    word: { comments: count('commented'), reopened: count('reopened'), withdrawn: count('withdrawn') },
  };
}

type Log = readonly IssueEvent[];
type Part = 'in time' | 'late' | 'absent';

/** How each unit that was summoned came: in time, called out first, or never. */
function partsOf(log: Log): readonly Part[] {
  return log.flatMap((event, at): readonly Part[] => {
    if (event.type !== 'summoned') return [];
    const after = log.slice(at + 1).filter((one) => 'party' in one && one.party === event.party);
    const end = after.findIndex(({ type }) => type === 'summoned');
    const own = end === -1 ? after : after.slice(0, end);
    const came = own.findIndex(({ type }) => type === 'reported-in' || type === 'part-finished');
    if (came === -1) return ['absent'];
    const calledOut = own.slice(0, came).some((one) => one.type === 'part-overdue' && one.clock === 'report-in');
    return [calledOut ? 'late' : 'in time'];
  });
}

/** Questions for which one voice was not enough: whether the voices decided each. */
const severalOf = (log: Log): readonly boolean[] =>
  log.flatMap((event) =>
    event.type === 'approval-requested' && event.panels !== undefined
      ? [
          log.some(
            (end) =>
              (end.type === 'approved' || end.type === 'rejected') &&
              end.approval === event.approval &&
              end.by !== undefined,
          ),
        ]
      : [],
  );

/** What a party did that had it: settled it, or let its time pass. */
function dispatchesOf(log: Log): { readonly handled: number; readonly overdue: number } {
  let isAway = false;
  let isHandled = false;
  let handled = 0;
  let overdue = 0;
  for (const event of log) {
    const isByClock = 'firedAtMs' in event && event.firedAtMs !== undefined;
    if (event.type === 'dispatched') {
      isAway = true;
      isHandled = false;
    } else if (isAway && !isHandled && event.type === 'handled') {
      // Redone it is still one.
      isHandled = true;
      handled += 1;
    } else if (isAway && (event.type === 'returned' || event.type === 'escalated')) {
      if (isByClock) overdue += 1;
      isAway = false;
    }
  }
  return { handled, overdue };
}

/** What deputies did while they stood in for somebody. */
function actedFor(log: Log): number {
  const deputies = new Set<string>();
  let acted = 0;
  for (const event of log) {
    if (event.type === 'delegation-ended') deputies.delete(event.to);
    else if (event.type === 'delegated') deputies.add(event.to);
    else if ('by' in event && event.by !== undefined && deputies.has(event.by)) acted += 1;
  }
  return acted;
}

/** An acknowledgement after one that had expired. */
const renewedIn = (log: Log): number =>
  log.filter(
    (event, at) =>
      event.type === 'acknowledged' &&
      log
        .slice(0, at)
        .findLast(({ type }) => type === 'acknowledged' || type === 'acknowledgement-expired' || type === 'escalated')
        ?.type === 'acknowledgement-expired',
  ).length;
