/** The hours in which a person is not to be rung: what can wait does, and the inbox holds it all the same. */
import { zoneClock } from '../../domain/directory/zone-clock';
import { hoursAt } from '../../domain/duty/hours';
import type { Instant, Severity } from '../../domain';
import type { Policies } from '../../domain/procedure/policies';
import { isPressing } from './manners';

/** When the quiet hours end in which this person is at that instant; null when nothing has to wait. */
export type QuietUntil = (person: string, severity: Severity, atMs: Instant) => Promise<Instant | null>;

/** By the directory, in the person's own zone, else that of the community. */
export const quietHours =
  (policies: () => Promise<Pick<Policies, 'directory' | 'community'>>): QuietUntil =>
  async (id, severity, atMs) => {
    if (isPressing(severity)) return null;
    const { directory, community } = await policies();
    const person = directory.people.get(id);
    if (person?.quiet === undefined) return null;
    const { on, untilMs } = hoursAt(person.quiet, zoneClock(person.zone ?? community.zone), atMs);
    return on ? untilMs : null;
  };
