/** Duty as the gateway tells it. */
import type { ServiceName } from '../../../contracts/services';
import { checkedDuty, checkedWeeks } from '../duty/check';
import type { Coverage, DutyClient, OnDuty, Shift } from '../duty/duty';
import { personId } from '../ids';
import type { CallOptions } from '../issues';

type Read = (service: ServiceName, fields: object, options: CallOptions) => Promise<unknown>;

export const gatewayDuty = (read: Read): DutyClient => ({
  read: async (query, { atMs, ...options } = {}) => {
    const { competence, ...post } = checkedDuty(query, atMs);
    const fields = {
      ...post,
      ...(competence === undefined ? {} : { competence: competence.join(',') }),
      ...(atMs === undefined ? {} : { at: atMs }),
    };
    return (await read('duty.read', fields, options)) as OnDuty;
  },
  coverage: async ({ weeks, ...options } = {}) =>
    (await read('duty.coverage', { weeks: checkedWeeks(weeks) }, options)) as Coverage,
  shifts: async (person, { weeks, ...options } = {}) => {
    const fields = { person: personId(person), weeks: checkedWeeks(weeks) };
    return ((await read('duty.shifts', fields, options)) as { readonly shifts: readonly Shift[] }).shifts;
  },
});
