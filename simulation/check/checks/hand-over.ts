import type { PersonId } from '../../../domain';
import { same } from '../same';
import type { Turn } from '../../trace';
import type { Check, Say } from '../check';
import type { Event } from '../known';
import { fresh } from '../ledger';
import type { Sight } from '../sight';
import { there } from '../there';

export const handOver: Check = {
  name: 'hand-over',
  promise:
    'Whoever has the issue and is away hands it over, and nobody else: to their deputy, unless a competence is asked for which that one is not called, or back to the crew with a fresh time to acknowledge; the time to handle goes on untouched.',
  on: {
    'handed-over': (before, event, turn, say) => {
      const { from, to, acknowledge } = event;
      if (turn.what !== 'engine') say(`it comes of a ${turn.what}`);
      if (before.stage !== 'handling' || before.quarantinedAtMs !== null)
        say(`it is handed over while it is ${before.quarantinedAtMs === null ? before.stage : 'in quarantine'}`);
      if (from !== before.holder) say(`${from} hands it over, and ${before.holder ?? 'nobody'} has it`);
      receiver(before, event, turn, say);
      fresh(before.rules, acknowledge, termsOf(before)?.acknowledgeWithin, say);
      if (acknowledge !== undefined && acknowledge.sinceMs !== turn.nowMs) say('the time to acknowledge is not fresh');
      if ((to === undefined) !== (acknowledge !== undefined))
        say(to === undefined ? 'nobody is asked to acknowledge' : 'a deputy is asked to acknowledge what they have');
      goesOn(turn, say);
    },
  },
  turn: (after, turn, say) => {
    if (turn.what !== 'engine' || turn.staffing === null || turn.lead !== null || turn.found !== null) return;
    const { stage, holder, quarantinedAtMs } = after;
    const gone = turn.staffing.away?.find(({ person }) => person === holder);
    if (gone !== undefined && stage === 'handling' && quarantinedAtMs === null)
      say(`${gone.person} is away (${gone.why}) and still has it`);
  },
};

function receiver(before: Sight, { from, to, why }: Event<'handed-over'>, { staffing, told }: Turn, say: Say): void {
  const gone = staffing?.away?.find(({ person }) => person === from);
  if (gone === undefined) return say(`${from} is there`);
  if (gone.why !== why) say(`${from} is ${gone.why}, the event says ${why}`);
  // The resident has the last word, and can't handle it as well.
  const deputy = gone.deputy === before.reporter || lacks(before, gone.deputy) ? undefined : gone.deputy;
  if (to !== deputy) say(`it goes to ${to ?? 'the crew'}; the deputy of ${from} is ${deputy ?? 'nobody'}`);
  if (to !== undefined && !told.some(({ recipient, template }) => recipient === to && template === 'handed-over'))
    say(`${to} has it now and was not told`);
}

/** What asks a competence goes to nobody who is not called for it. */
function lacks(before: Sight, deputy: PersonId | undefined): boolean {
  const post = termsOf(before);
  return deputy !== undefined && post?.competence !== undefined && !there(post).includes(deputy);
}

const termsOf = ({ dispatch, rules, tier }: Sight) =>
  dispatch === null ? rules.tiers[tier - 1] : rules.parties?.find(({ key }) => key === dispatch.party);

/** Unless nobody of the crew is there, and the next tier has it with clocks of its own. */
function goesOn({ records, before, after }: Turn, say: Say): void {
  if (records.some(({ event }) => event.type === 'escalated')) return;
  if (!same(before?.clocks.handle, after.clocks.handle)) say('the time to handle is not what it was');
}
