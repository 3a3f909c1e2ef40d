/** Correct histories made wrong, one way at a time: each has to be found out by the check it is named after. */
import type { IssueEvent } from '../../domain';
import type { Trace, Turn } from '../../simulation/trace';

/** Everything may be changed here. */
type Loose<T> = T extends string | number ? T : T extends object ? { -readonly [K in keyof T]: Loose<T[K]> } : T;
export type LooseTrace = Loose<Trace>;
type LooseTurn = Loose<Turn>;
type Event<T extends IssueEvent['type']> = Loose<Extract<IssueEvent, { type: T }>>;

/** Makes the trace wrong; false when it holds nothing to make wrong. */
export type Mutation = (trace: LooseTrace) => boolean;

/** Changes the first turn that has such an event and of which the change says that it took. */
export const change =
  <T extends IssueEvent['type']>(
    type: T,
    work: (event: Event<T>, turn: LooseTurn, index: number, trace: LooseTrace) => boolean | void,
  ): Mutation =>
  (trace) =>
    trace.turns.some((turn, index) =>
      turn.records.some(({ event }) => event.type === type && work(event as never, turn, index, trace) !== false),
    );

export const turn =
  (work: (turn: LooseTurn, index: number, trace: LooseTrace) => boolean | void): Mutation =>
  (trace) =>
    trace.turns.some((one, index) => work(one, index, trace) !== false);

const HOUR = 3_600_000;

/** Of the checks of the first days; those of what practice knows more are in mutations-of-practice.ts. */
export const mutations: Readonly<Record<string, Readonly<Record<string, Mutation>>>> = {
  answers: {
    'a rule throws': (trace) => {
      trace.crash = 'A deadline is not a number.';
      return true;
    },
  },
  sequence: {
    'a number is left out': change('acknowledged', (_event, { records }) => {
      records[0]!.seq += 1;
    }),
    'time goes back': change('acknowledged', (_event, { records }) => {
      records[0]!.occurredAtMs -= HOUR;
    }),
  },
  'never-early': {
    'a tier is called a millisecond early': change('reminded', (event, one) => {
      one.nowMs = event.firedAtMs - 1;
    }),
    'a question lapses early': change('approval-lapsed', (event, one) => {
      if (event.cause !== 'expired') return false;
      one.nowMs -= 400 * 24 * HOUR;
      return true;
    }),
  },
  'fires-once': {
    'a deadline fires twice': change('escalated', (event, one, index, trace) => {
      if (event.cause !== 'not-acknowledged') return false;
      trace.turns.splice(index, 0, structuredClone(one));
      return true;
    }),
    'a deadline is left behind': (trace) => {
      const last = trace.turns.at(-1)!;
      if (last.next === undefined) return false;
      last.nowMs = last.next.atMs;
      return true;
    },
    'the next call is over already': change('reminded', (event, one) => {
      event.nextAtMs = one.nowMs;
    }),
  },
  'never-dropped': {
    'nothing happens any more': turn((one) => {
      if (one.after.stage === 'closed') return false;
      one.next = undefined;
      return true;
    }),
    'it waits for another instant': turn((one) => {
      if (one.next === undefined) return false;
      one.next.atMs += 1;
      return true;
    }),
  },
  'after-the-end': {
    'somebody is reminded of a closed issue': change('closed', (_event, one, _index, trace) => {
      const reminder = trace.turns.flatMap(({ records }) => records).find(({ event }) => event.type === 'reminded');
      if (reminder === undefined) return false;
      one.records.push(structuredClone(reminder));
      return true;
    }),
  },
  'tells-once': {
    'a tier is called twice': change('opened', (_event, { told }) => {
      told.push(structuredClone(told[0]!));
    }),
  },
  'who-is-told': {
    'nobody of the tier is told': change('escalated', (_event, one) => {
      one.told = [];
    }),
  },
  approvals: {
    'the asker decides': change('approved', (event, _one, _index, trace) => {
      for (const { records } of trace.turns)
        for (const { event: asked } of records)
          if (asked.type === 'approval-requested' && asked.approval === event.approval) event.by = asked.by;
    }),
    'it is decided twice': change('rejected', (event, { records }) => {
      records.push(structuredClone({ ...records[0]!, event }));
    }),
    'the resident may decide': change('approval-requested', (event, _one, _index, { report }) => {
      event.deciders.push(report.reporter);
    }),
  },
  extension: {
    'it adds a millisecond too much': change('extended', (event) => {
      event.toAtMs += 1;
      event.handle.dueAtMs += 1;
    }),
  },
  suspension: {
    'it lasts longer than was asked for': change('suspended', (event) => {
      event.untilMs += HOUR;
    }),
  },
  charges: {
    'a deadline is not what it adds up to': change('opened', (event) => {
      if (event.handle === undefined) return false;
      event.handle.dueAtMs += 1;
      return true;
    }),
    'an extension is not in the ledger': change('extended', (event) => {
      event.handle.charges.pop();
    }),
  },
  climbing: {
    'the ladder stays where it is': change('escalated', (event) => {
      event.toTier = event.fromTier;
      return event.cause === 'not-handled';
    }),
    'disagreement resumes at the first tier': change('escalated', (event) => {
      if (event.cause !== 'disputed' || event.fromTier < 2) return false;
      event.toTier = 1;
      return true;
    }),
  },
  reopening: {
    'it goes to the start of the queue': change('reopened', (event) => {
      if (event.tier < 3) return false;
      event.tier = 1;
      return true;
    }),
  },
  'told-late': {
    'a tier is told when its time is over': change('escalated', (event, one) => {
      if (event.acknowledge.time === 'working') return false;
      event.acknowledge.sinceMs = one.nowMs - (event.acknowledge.dueAtMs - event.acknowledge.sinceMs);
      event.acknowledge.dueAtMs = one.nowMs;
      return true;
    }),
  },
  practice: {
    'the resident handles it': change('handled', (event, _one, _index, { report }) => {
      event.by = report.reporter;
    }),
    'evidence is missing': change('handled', (event, _one, _index, { rules }) => {
      event.evidence = [];
      return rules.evidenceMinimum > 0;
    }),
    'an extension is longer than may be': change('approval-requested', (event, _one, _index, { rules }) => {
      if (event.kind !== 'extension') return false;
      event.extendByMs = rules.extension.limitMs + 1;
      return true;
    }),
    'a stranger acknowledges': change('acknowledged', (event) => {
      event.by = 'stranger' as never;
    }),
    'a suspension is asked for when it is overdue': change('approval-requested', (event, one) => {
      if (event.kind !== 'suspension') return false;
      one.receivedAtMs += 400 * 24 * HOUR;
      return true;
    }),
  },
  'in-time': {
    'who came in time is refused': turn((one) => {
      if (one.outcome !== 'EXTENSION_OVERDUE') return false;
      one.receivedAtMs = 0;
      return one.after.stage === 'handling';
    }),
    'who comes back in time is refused': turn((one) => {
      if (one.outcome !== 'REOPEN_TOO_LATE') return false;
      one.receivedAtMs = 0;
      return true;
    }),
  },
  refusals: {
    'a refusal tells somebody': turn((one, _index, trace) => {
      if (one.outcome !== 'NOT_YOURS_TO_DO') return false;
      one.told = structuredClone(trace.turns[0]!.told);
      return true;
    }),
    'a refusal changes the state': turn((one) => {
      if (one.outcome !== 'NOT_YOURS_TO_DO') return false;
      one.after = { ...one.after, disputes: one.after.disputes + 1 };
      return true;
    }),
    'a command that is known is recorded again': turn((one, _index, trace) => {
      if (one.outcome !== 'repeated') return false;
      one.records = structuredClone(trace.turns[0]!.records);
      return true;
    }),
  },
  'counts-once': {
    'a deadline counts under the name of another': change('reminded', (_event, one, _index, trace) => {
      one.id = trace.turns[0]!.id;
    }),
  },
  folds: {
    'the log folds to something else': (trace) => {
      if (trace.folded == null) return false;
      trace.folded.calls += 1;
      return true;
    },
  },
};
