import type { Recording } from './contract';
import { isSameCommand, type Instant, type IssueId, type Step } from '../domain';
import { append } from '../store';
import { asLoaded, loadIssue } from './load';
import type { StaffingRequest } from '../contracts/rules-request';
import { makeOthersThere } from './staffing';
import type { World } from './world';

/** decide → append: the step counts when the log accepts it; otherwise the caller learns what the log holds instead. */
export function makeRecordStep(world: World) {
  const { database, publish } = world;
  const othersThere = makeOthersThere(world);
  return async (
    id: IssueId,
    step: Step,
    decidedAtMs: Instant,
    people?: StaffingRequest,
    _trace?: string,
  ): Promise<Recording> => {
    const staffing = people === undefined ? null : await othersThere(people);
    if (staffing !== null) return { outcome: 'others-there', staffing };
    const result = await append(database, id, step, decidedAtMs);
    if (result.outcome === 'appended') {
      publish(id, step, result.recordedAtMs);
      return { ...result, decidedAtMs };
    }
    if (result.outcome === 'reused' || result.outcome === 'stale') return result;
    const loaded = await loadIssue(database, id);
    if (loaded === null) throw new Error(`The log refused a step of ${id} and yet does not know it.`);
    if (result.outcome === 'conflict') return { outcome: 'conflict', loaded: asLoaded(loaded) };
    const commandId = step.records[0]?.commandId;
    const seq =
      loaded.log.findLast((event) => commandId !== undefined && isSameCommand(event.commandId, commandId))?.seq ??
      loaded.state.seq;
    return { outcome: 'duplicate', loaded: asLoaded(loaded), seq };
  };
}
