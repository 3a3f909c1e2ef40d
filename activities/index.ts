/** The activities of an issue, as the engine makes them. */
import { traced } from '../contracts/tracing';
import { standing } from '../store';
import type { Activities } from './contract';
import { makeLeadOf } from './lead';
import { makeOpenIssue } from './open-issue';
import { makeRecordStep } from './record-step';
import { makeRulesFor } from './rules-for';
import { makeStaffing } from './staffing';
import type { World } from './world';

export const createActivities = (world: World): Activities => ({
  openIssue: following('open', makeOpenIssue(world), ({ id, trace }) => ({ id, trace })),
  leadOf: makeLeadOf(world),
  recordStep: following('record', makeRecordStep(world), (id, _step, _atMs, _people, trace) => ({ id, trace })),
  rulesFor: makeRulesFor(world),
  staffing: makeStaffing(world),
  standing: (id, commandId) => standing(world.database, id, commandId),
});
/** The caller's span is the parent; most are followed by nobody. */
const following =
  <A extends readonly unknown[], R>(
    name: string,
    work: (...args: A) => Promise<R>,
    whose: (...args: A) => { readonly id: string; readonly trace?: string | undefined },
  ) =>
  (...args: A): Promise<R> => {
    const { id, trace } = whose(...args);
    if (trace === undefined) return work(...args);
    return traced(`activity ${name}`, { from: trace, attributes: { 'doorstep.issue': id } }, () => work(...args));
  };

export type { Activities, Loaded, Opening, Recording, Standing } from './contract';
export type { World } from './world';
