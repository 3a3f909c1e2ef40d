/** What the engine decides by itself, each under a name of its own, so that nobody can count it twice. */
import { decideWake, wakeKey, type CommandId, type Wake } from '../domain';
import { follow } from '../domain/capabilities/linking/follow';
import type { LeadView } from '../domain/capabilities/linking/messages';
import type { Task } from './job';
import { NOT_DUE } from './refusals';

type Named = readonly [CommandId, Task];

export const wakeTask = (wake: Wake): Named => [
  wakeKey(wake) as CommandId,
  { what: wake.clock, actor: 'ladder', decide: (state, nowMs) => decideWake(state, wake, nowMs) },
];

export const followTask = (lead: LeadView): Named => [
  `follow:${lead.id}:${lead.seq}` as CommandId,
  {
    what: 'follow',
    actor: 'engine',
    decide: (state, nowMs) => {
      const events = state.quarantine === undefined ? follow(state, lead, nowMs) : [];
      return events.length === 0 ? NOT_DUE : { ok: true, events };
    },
  },
];

export const QUARANTINE = 'quarantine';

/** @param seq the state on which the rules broke: one that has gone on since is judged anew */
export const quarantineTask = (seq: number, what: string): Named => [
  `quarantine:${seq}:${what}` as CommandId,
  {
    what: QUARANTINE,
    actor: 'engine',
    decide: (state, atMs) =>
      state.seq === seq ? { ok: true, events: [{ type: 'quarantined', what, atMs }] } : NOT_DUE,
  },
];
