/** In which order somebody is told beyond the inbox. */
import { CHANNELS, type Channel } from '../../contracts/channels';
import type { Policies } from '../../domain/procedure/policies';

/** The channels of a person, the preferred one first; empty for the inbox alone. */
export type ChannelsOf = (person: string) => Promise<readonly Channel[]>;

/**
 * As the directory says it; of somebody for whom it says nothing, every channel for which they have a contact, what reaches a
 * program first and a call last. Channels that are not served here are left out.
 * @param policies asked each time, so that a new directory holds at once
 */
export const channelsOf =
  (policies: () => Promise<Pick<Policies, 'directory'>>, served: ReadonlySet<Channel>): ChannelsOf =>
  async (id) => {
    const { directory } = await policies();
    const wanted: readonly string[] = directory.people.get(id)?.channels ?? CHANNELS;
    return wanted.flatMap((name) => CHANNELS.filter((channel) => channel === name && served.has(channel)));
  };
