/** The rules that an issue which is under way would have today, by the documents of the place as they are now. */
import { calendarAt } from '../domain/directory/calendars';
import { unitOf } from '../domain/directory/directory';
import { notKnown } from '../domain/directory/not-known';
import { pin, type Rulebook } from '../domain/directory/pin';
import { pinProcedure } from '../domain/directory/pin-procedure';
import type { RulesFound, RulesRequest, TimeOrigin } from '../contracts/rules-request';

/**
 * @param origin of scaled time, for an issue that has pinned none
 * Throws DoorstepError PROCEDURE_UNKNOWN, and what `pin` throws.
 */
export function repin(policies: Rulebook, request: RulesRequest, origin: TimeOrigin): RulesFound {
  const { wanted, unit, timeScale } = request;
  const { anchorMs, startMs } = request.origin ?? origin;
  switch (wanted.what) {
    case 'procedure': {
      const procedure = policies.current.get(wanted.procedure);
      if (procedure === undefined)
        throw notKnown('PROCEDURE_UNKNOWN', 'procedure', wanted.procedure, [...policies.current.keys()]);
      return { rules: pinProcedure(policies, procedure, { unit }, timeScale, anchorMs, startMs) };
    }
    case 'calendar': {
      const calendar = calendarAt(policies, unitOf(policies, unit));
      return calendar === undefined ? {} : { workingTime: calendar.time };
    }
    case 'matter':
      return { rules: pin(policies, { ...wanted, unit }, timeScale, anchorMs, startMs) };
    default:
      return wanted satisfies never;
  }
}
