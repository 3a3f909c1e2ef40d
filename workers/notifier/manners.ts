/** How often, and how gathered, people are told beyond the inbox, as the directory says it now. */
import type { Channel } from '../../contracts/channels';
import type { Instant, Severity } from '../../domain';
import { USUAL_BUNDLING, type Bundling, type Throttle } from '../../domain/directory/manners';
import { zoneClock } from '../../domain/directory/zone-clock';
import { nextDigest } from '../../domain/duty/next-digest';
import type { Policies } from '../../domain/procedure/policies';

export interface Manners {
  bundling(): Promise<Bundling>;
  /** Undefined where nothing bounds it. */
  throttleOf(person: string, channel: Channel): Promise<Throttle | undefined>;
  /** When the person's next digest is due, later than `atMs`; undefined for whoever has none. */
  digestAfter(person: string, atMs: Instant): Promise<Instant | undefined>;
}

/** A tripped main or a leak does not wait: neither for the morning nor for company. */
const PRESSING: ReadonlySet<Severity> = new Set<Severity>(['high', 'urgent']);
export const isPressing = (severity: Severity): boolean => PRESSING.has(severity);

/** @param policies asked each time, so that a new directory holds at once */
export const mannersOf = (policies: () => Promise<Pick<Policies, 'directory' | 'community'>>): Manners => ({
  bundling: async () => (await policies()).community.bundle ?? USUAL_BUNDLING,
  async throttleOf(id, channel) {
    const { directory, community } = await policies();
    return directory.people.get(id)?.throttle?.[channel] ?? community.throttle?.[channel];
  },
  async digestAfter(id, atMs) {
    const { directory, community } = await policies();
    const person = directory.people.get(id);
    if (person?.digest === undefined) return undefined;
    return nextDigest(person.digest, zoneClock(person.zone ?? community.zone), atMs);
  },
});

/** Everything at once and by itself. */
export const PLAIN: Manners = {
  bundling: async () => ({ from: Infinity, withinMs: 0 }),
  throttleOf: async () => undefined,
  digestAfter: async () => undefined,
};
