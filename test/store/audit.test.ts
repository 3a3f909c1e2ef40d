/** The audit against random histories: it accepts every log that the rules make, and finds out those that were made wrong. */
import {
  checkApprovals,
  checkDeadlines,
  checkHashChain,
  checkNotices,
  checkReplay,
  checkSequence,
  checkStates,
  type AuditedEvent,
  type Finding,
} from '../../store';
import type { EventType, IssueEvent } from '../../domain';
import { answers, kept, type Kept } from './histories';

const HISTORIES = 1_500;
/** Outages of the simulation are shorter. */
const GRACE_MS = 20 * 86_400_000;

const audit = (one: Kept): readonly Finding[] => {
  const issues = [one.audited];
  return [
    checkSequence(issues),
    checkReplay(issues),
    checkDeadlines(issues, { nowMs: one.nowMs, graceMs: GRACE_MS }),
    checkNotices(issues, []),
    checkStates(issues, answers(one)),
    checkApprovals(issues),
    checkHashChain(issues),
  ];
};

test(`${HISTORIES} histories are found to keep every guarantee, and are decided again nearly all`, () => {
  const [found, remarks] = [new Set<string>(), new Map<string, number>()];
  let decidedAgain = 0;
  for (let seed = 0; seed < HISTORIES; seed += 1) {
    for (const { guarantee, violations, remarks: said, checked } of audit(kept(seed))) {
      for (const { seq, what } of violations) found.add(`seed ${seed}, event ${seq}, ${guarantee}: ${what}`);
      if (guarantee !== 'G3') continue;
      decidedAgain += checked;
      for (const remark of said) remarks.set(remark, (remarks.get(remark) ?? 0) + 1);
    }
  }
  expect([...found].slice(0, 5)).toEqual([]);
  expect(decidedAgain).toBeGreaterThan(HISTORIES * 10);
  const named = [...remarks.keys()].map((remark) => remark.replace(/ \(\d+ times\)$/, ''));
  expect(new Set(named)).toEqual(
    new Set(
      named.filter((remark) => /what could not be decided|a reopening that was served after its time/.test(remark)),
    ),
  );
}, 60_000);

type Event<T extends EventType> = Extract<IssueEvent, { type: T }>;

/** The first history that holds such an event, made wrong there; the findings of one guarantee. */
function wrong<T extends EventType>(
  type: T,
  guarantee: Finding['guarantee'],
  work: (event: { -readonly [F in keyof Event<T>]: Event<T>[F] }, at: number, log: AuditedEvent[]) => boolean | void,
): Finding | undefined {
  for (let seed = 0; seed < 6_000; seed += 1) {
    let took = false;
    const one = kept(seed, (log) => {
      const at = log.findIndex(({ event }, index) => {
        if (event.type !== type) return false;
        const copy = structuredClone(event) as Event<T>;
        if (work(copy, index, log) === false) return false;
        const entry = log[index];
        // The work may have taken the event out.
        if (entry?.event === event) log[index] = { ...entry, event: copy, data: JSON.stringify(copy) };
        return true;
      });
      took = at !== -1;
    });
    if (took) return audit(one).find((finding) => finding.guarantee === guarantee);
  }
  throw new Error(`No history holds ${type} to make wrong.`);
}

test.each([
  [
    'a vote too few',
    () => wrong('voted', 'G7', (_event, at, log) => log[at + 1]?.event.type === 'approved' && void log.splice(at, 1)),
  ],
  [
    'a voice of somebody who was not asked',
    () => wrong('voted', 'G7', (event) => void (event.by = 'stranger' as never)),
  ],
  [
    'the reporter decides',
    () =>
      wrong('approved', 'G7', (event, _at, log) => {
        const opened = log[0]?.event;
        if (event.by === undefined || event.for !== undefined || opened?.type !== 'opened') return false;
        event.by = opened.report.reporter;
        return true;
      }),
  ],
  [
    'a party is early',
    () =>
      wrong('part-overdue', 'G4', (event, at, log) => {
        const entry = log[at];
        if (entry === undefined) return false;
        log[at] = { ...entry, event, recordedAtMs: event.firedAtMs - 1, occurredAtMs: event.firedAtMs - 1 };
        return true;
      }),
  ],
  ['a warning that nobody announced', () => wrong('warned', 'G4', (event) => void (event.firedAtMs -= 1))],
  [
    'a reminder of a decision that nobody announced',
    () => wrong('approval-reminded', 'G4', (event) => void (event.firedAtMs -= 1)),
  ],
  [
    'a watch whose answer nobody called for',
    () =>
      wrong('supervised', 'G4', (event, at, log) => {
        // One that goes on long enough for somebody to have called for it.
        const isCalledFor = ({ event: later }: AuditedEvent): boolean =>
          later.type === 'reminded' && later.clock === 'answer';
        if (!log.slice(at).some(isCalledFor)) return false;
        event.answer = { ...event.answer, dueAtMs: 1 };
        return true;
      }),
  ],
  [
    'a dispatch that nobody could give',
    () => wrong('dispatched', 'G3', (event) => void (event.by = 'stranger' as never)),
  ],
  [
    'a check that gives more time than the rules',
    () =>
      wrong('check-failed', 'G3', (event) => {
        event.handle = { ...event.handle, dueAtMs: event.handle.dueAtMs + 1 };
      }),
  ],
  [
    'other rules that give an hour away',
    () =>
      wrong('rules-changed', 'G3', (event) => {
        if (event.clocks.handle === undefined) return false;
        event.clocks = {
          ...event.clocks,
          handle: { ...event.clocks.handle, dueAtMs: event.clocks.handle.dueAtMs + 3_600_000 },
        };
        return true;
      }),
  ],
  [
    'a follower asked before its lead was handled',
    () =>
      wrong('followed', 'G3', (event) => {
        if (event.confirm === undefined) return false;
        event.confirm = { ...event.confirm, dueAtMs: event.confirm.dueAtMs - 1 };
        return true;
      }),
  ],
])('%s is found', (_what, work) => {
  expect(work()?.violations.length).toBeGreaterThan(0);
});
