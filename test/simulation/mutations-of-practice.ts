/** Correct histories made wrong in what practice knows more, one way at a time. */
import { change, turn, type Mutation } from './mutations';

const HOUR = 3_600_000;

export const mutationsOfPractice: Readonly<Record<string, Readonly<Record<string, Mutation>>>> = {
  stillness: {
    'a clock rings in quarantine': change('quarantined', (_event, _one, index, trace) => {
      const wake = trace.turns.slice(0, index).find(({ what, records }) => what === 'wake' && records.length > 0);
      if (wake === undefined) return false;
      trace.turns.splice(index + 1, 0, structuredClone(wake));
      return true;
    }),
    'a suspended issue waits for its time to handle': turn((one) => {
      if (one.after.stage !== 'suspended' || one.next === undefined) return false;
      one.next.clock = 'handle';
      return true;
    }),
  },
  reminders: {
    'a tier is reminded once more than may be': change('escalated', (event, one, _index, trace) => {
      if (event.cause !== 'not-acknowledged') return false;
      const [record] = one.records;
      const tier = trace.rules.tiers[event.fromTier - 1];
      if (record === undefined || tier === undefined) return false;
      const { firedAtMs = 0 } = event;
      const nextAtMs = one.nowMs + HOUR;
      const round = tier.repeat.times + 1;
      record.event = {
        type: 'reminded',
        clock: 'acknowledge',
        tier: event.fromTier,
        round,
        firedAtMs,
        nextAtMs,
        alert: false,
      };
      return true;
    }),
    'the ladder climbs before the tier was reminded': change('reminded', (event, _one, index, trace) => {
      if (event.clock !== 'acknowledge' || event.alert) return false;
      const next = trace.turns
        .slice(index)
        .find(({ records }) => records.some(({ event: { type } }) => type === 'escalated'));
      const climb = next?.records.find(({ event: { type } }) => type === 'escalated')?.event;
      if (climb?.type !== 'escalated' || climb.cause !== 'not-acknowledged') return false;
      trace.turns.splice(index, 1);
      return true;
    }),
  },
  warnings: {
    'a warning is left out': change('opened', (event) => {
      if (event.handle?.warnAtMs === undefined) return false;
      delete event.handle.warnAtMs;
      return true;
    }),
    'a warning comes after the deadline and is told': change('warned', (event, one) => {
      if (event.untold === true) return false;
      one.nowMs = event.dueAtMs + HOUR;
      return true;
    }),
  },
  'decision-reminders': {
    'a reminder is left out': change('approval-requested', (event) => {
      if (event.remindAtMs === undefined) return false;
      delete event.remindAtMs;
      return true;
    }),
    'whoever has voted is reminded': change('approval-reminded', (event, one) => {
      const [voice] = one.after.approvals.find(({ id }) => id === event.approval)?.votes ?? [];
      const [notice] = one.told;
      if (voice === undefined || notice === undefined || event.untold === true) return false;
      one.told = [...one.told, { ...notice, template: 'approval-reminder', recipient: voice.by }];
      return true;
    }),
  },
  total: {
    'it leads to the tier above only': change('escalated', (event, _one, _index, { rules }) => {
      if (event.cause !== 'not-closed' || event.toTier === event.fromTier + 1) return false;
      event.toTier = event.fromTier + 1;
      return rules.total !== undefined;
    }),
    'it is called out again': change('reminded', (event) => {
      event.clock = 'total';
    }),
  },
  expiry: {
    'only who had it is called': change('acknowledgement-expired', (event, one) => {
      const others = one.told.filter(({ recipient }) => recipient === event.by);
      if (others.length === one.told.length || one.records.length > 1) return false;
      one.told = others;
      return true;
    }),
    'it does not expire any more': change('acknowledged', (event) => {
      if (event.renew === undefined) return false;
      delete event.renew;
      return true;
    }),
  },
  quorum: {
    'it is decided one voice too late': change('voted', (_event, one) => {
      const at = one.records.findIndex(({ event: { type } }) => type === 'voted');
      if (at + 1 >= one.records.length) return false;
      one.records.length = at + 1;
      return true;
    }),
    'somebody votes twice': change('voted', (_event, one, index, trace) => {
      if (one.records.length !== 1) return false;
      trace.turns.splice(index + 1, 0, structuredClone(one));
      return true;
    }),
    'fewer have to agree': change('approval-requested', (event, _one, _index, { rules }) => {
      const first = event.panels?.[0];
      if (first === undefined || rules[event.kind === 'force-close' ? 'forceClose' : event.kind]?.panels) return false;
      first.need = 0;
      return true;
    }),
  },
  deputies: {
    'somebody decides for another whose deputy they are not': change('approved', (event) => {
      if (event.by === undefined || event.for !== undefined) return false;
      event.for = event.by;
      event.by = 'stranger' as never;
      return true;
    }),
    'a deputy is not told': turn((one, index, trace) => {
      const { delegations = [], stage } = one.after;
      const [deputy] = delegations;
      const isNew = trace.turns[index - 1]?.after.delegations?.length !== delegations.length;
      if (deputy === undefined || isNew || stage === 'closed' || one.records.length !== 1) return false;
      const known = one.told.find(
        ({ recipient, template }) =>
          recipient === deputy.from && template !== 'for-information' && template !== 'approval-reminder',
      );
      if (known === undefined) return false;
      one.told = one.told.filter(({ recipient }) => recipient !== deputy.to);
      return true;
    }),
  },
  pauses: {
    'a suspension takes an hour from the clock': change('resumed', (event) => {
      event.handle.dueAtMs -= HOUR;
    }),
    'a suspension keeps less than was left': change('suspended', (event) => {
      event.handle.leftMs -= 1;
    }),
    'a dispatch takes an hour from the tier': change('returned', (event) => {
      event.handle.dueAtMs -= HOUR;
    }),
    'going with another issue takes an hour': change('unlinked', (event, { before }) => {
      if (before?.link?.handle == null) return false;
      event.handle.dueAtMs -= HOUR;
      return true;
    }),
    'waiting for the resident takes an hour from all tiers': change('escalated', (event, { before }) => {
      if (event.total === undefined || before?.totalPaused === undefined) return false;
      event.total.dueAtMs -= HOUR;
      return true;
    }),
  },
  'other-rules': {
    'a deadline lies in the past': change('rules-changed', (event, one) => {
      const { handle } = event.clocks;
      if (handle === undefined || one.before?.clocks.handle === undefined) return false;
      handle.dueAtMs = one.nowMs - HOUR;
      return true;
    }),
    'an extension is lost': change('rules-changed', (event, { before }) => {
      const { handle } = event.clocks;
      if (handle === undefined || !before?.clocks.handle?.charges.some(({ why }) => why === 'extension')) return false;
      // Where nothing changes it is the very clock of the extension.
      const charges = handle.charges.filter(({ why }) => why !== 'extension');
      event.clocks = { ...event.clocks, handle: { ...handle, charges } };
      return true;
    }),
    'a pause is lost': change('rules-changed', (event) => {
      if (event.dispatched === undefined) return false;
      delete event.dispatched;
      return true;
    }),
    'it gains an hour': change('rules-changed', (event, { before }) => {
      const [clock, charge] = [event.clocks.confirm, event.clocks.confirm?.charges.at(-1)];
      const known = before?.clocks.confirm;
      if (clock === undefined || charge?.termMs === undefined || known === undefined || known.round > 0) return false;
      if (clock.charges.length !== 2 || charge.graceMs !== undefined) return false;
      for (const one of [clock, charge]) one.dueAtMs += HOUR;
      charge.ms += HOUR;
      return true;
    }),
  },
  'other-eyes': {
    'who handled it checks it': change('checked', (event, { before }) => {
      if (event.by === undefined || before?.handled == null) return false;
      event.by = before.handled.by;
      return true;
    }),
    'who handled it calls the resident': change('called-back', (event, { before }) => {
      if (before?.handled == null) return false;
      event.by = before.handled.by;
      return true;
    }),
    'the reporter verifies': change('verified', (event, _one, _index, { report }) => {
      if (event.by === undefined) return false;
      event.by = report.reporter;
      return true;
    }),
  },
  outcomes: {
    'a resident who was called in vain is satisfied': change('closed', (event) => {
      if (event.outcome !== 'unreachable') return false;
      event.outcome = 'confirmed';
      return true;
    }),
    'it is given up after one call too few': change('called-back', (event, one) => {
      if (event.answer !== 'unreachable' || one.records.length > 1) return false;
      one.records.push(structuredClone({ ...one.records[0]!, seq: one.records[0]!.seq + 1 }));
      one.records[1]!.event = { type: 'closed', outcome: 'unreachable', atMs: one.nowMs };
      return true;
    }),
  },
  'given-back': {
    'a unit that gave it back gets it again': change('returned', (event, _one, index, trace) => {
      if (event.approval === undefined) return false;
      for (const { records } of trace.turns.slice(index))
        for (const { event: later } of records)
          if (later.type === 'dispatched') {
            later.to = event.party;
            return true;
          }
      return false;
    }),
    'nobody agreed to it': change('returned', (event) => {
      if (event.cause === undefined) return false;
      delete event.cause;
      return true;
    }),
  },
  problem: {
    'it is no problem case': change('problem-raised', (_event, one) => {
      one.records = one.records.filter(({ event: { type } }) => type !== 'problem-raised');
    }),
    'it is one too early': change('problem-raised', (event, _one, _index, { rules }) => {
      if (rules.problem === undefined) return false;
      rules.problem[event.cause] += 1;
      return true;
    }),
    'it stays where it is': change('problem-raised', (event, one) => {
      one.records = one.records.filter(({ event: { type } }) => type !== 'escalated');
      return event.cause === 'reworks';
    }),
  },
  parts: {
    'it is handled while a unit is at work': change('handled', (_event, _one, index, trace) => {
      const before = trace.turns.slice(0, index);
      const at = before.findLastIndex(({ records }) => records.some(({ event: { type } }) => type === 'part-finished'));
      const since = before.findLastIndex(({ records }) => records.some(({ event: { type } }) => type === 'handled'));
      if (at === -1 || at < since) return false;
      trace.turns.splice(at, 1);
      return true;
    }),
  },
  links: {
    'a follower follows another': change('followed', (event) => {
      event.lead = 'i-elsewhere' as never;
    }),
    'it is taken from a lead that goes on': change('unlinked', (event, one) => {
      if (event.by !== undefined || one.lead === null) return false;
      Object.assign(one.lead, { stage: 'handling', isFollower: false });
      return true;
    }),
  },
  supervision: {
    'who watches is not told': turn((one) => {
      const watching = one.after.supervision?.people ?? [];
      if (!one.records.some(({ event: { type } }) => type === 'acknowledged') || watching.length === 0) return false;
      one.told = one.told.filter(({ recipient }) => !watching.includes(recipient));
      return true;
    }),
    'a tier below watches': change('supervised', (event, { before }) => {
      event.tier = before?.tier ?? 1;
    }),
  },
};
