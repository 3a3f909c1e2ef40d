/** The activities of an issue, as the engine makes them. */
import { findCommand } from '../store';
import type { Activities } from './contract';
import { makeOpenIssue } from './open-issue';
import { makeRecordStep } from './record-step';
import type { World } from './world';

export const createActivities = (world: World): Activities => ({
  openIssue: makeOpenIssue(world),
  recordStep: makeRecordStep(world),
  findCommand: (id, commandId) => findCommand(world.database, id, commandId),
});
export type { Activities, Loaded, Opening, Recording } from './contract';
export type { World } from './world';
