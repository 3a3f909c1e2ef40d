/** What the engine decides by itself, each under a name of its own, so that nobody can count it twice. */
import { decideWake, followLead, handOverNow, wakeKey, type CommandId, type IssueState, type Wake } from '../domain';
import type { LeadView } from '../domain/capabilities/linking/messages';
import { leadOf } from './append';
import { whoIsThere } from './given';
import type { Task } from './job';
import { NOT_DUE } from './refusals';

type Named = readonly [CommandId, Task];

export const wakeTask = (wake: Wake): Named => [
  wakeKey(wake) as CommandId,
  { what: wake.clock, actor: 'ladder', decide: (state, nowMs, given) => decideWake(state, wake, nowMs, given) },
];

const followTask = (lead: LeadView): Named => [
  `follow:${lead.id}:${lead.seq}` as CommandId,
  {
    what: 'follow',
    actor: 'engine',
    decide: (state, nowMs, { staffing }) => {
      const events = followLead(state, lead, nowMs, staffing);
      return events.length === 0 ? NOT_DUE : { ok: true, events };
    },
  },
];

/** A look at who is there, of an issue that somebody has. @param seq the state that was looked at: a later one is looked at anew */
const handOverTask = ({ seq, assignee }: IssueState): Named => [
  `hand-over:${assignee}:${seq}` as CommandId,
  {
    what: 'hand-over',
    actor: 'engine',
    given: whoIsThere,
    decide: (state, nowMs, { staffing }) => {
      const events = staffing === undefined ? [] : handOverNow(state, staffing, nowMs);
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

/** What may have changed around an issue: the lead with which it goes has gone on, whoever has it is away. */
export async function tasksAround(state: IssueState): Promise<readonly Named[]> {
  const lead = state.link === undefined ? null : await leadOf(state.link.lead);
  const isHeld = state.stage === 'handling' && state.assignee !== null;
  return [...(lead === null ? [] : [followTask(lead)]), ...(isHeld ? [handOverTask(state)] : [])];
}
