/** The activities of an issue, as the engine makes them. */
import { standing } from '../store';
import type { Activities } from './contract';
import { makeLeadOf } from './lead';
import { makeOpenIssue } from './open-issue';
import { makeRecordStep } from './record-step';
import { makeRulesFor } from './rules-for';
import { makeStaffing } from './staffing';
import type { World } from './world';

export const createActivities = (world: World): Activities => ({
  openIssue: makeOpenIssue(world),
  leadOf: makeLeadOf(world),
  recordStep: makeRecordStep(world),
  rulesFor: makeRulesFor(world),
  staffing: makeStaffing(world),
  standing: (id, commandId) => standing(world.database, id, commandId),
});
export type { Activities, Loaded, Opening, Recording, Standing } from './contract';
export type { World } from './world';
