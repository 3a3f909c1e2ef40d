/** What somebody has to do by the directory, from an instant on: all of it has to be another's before they can be forgotten. */
import type { Instant } from '../kernel/ids';
import type { Community } from './community';

export interface OpenDuty {
  readonly kind: 'post' | 'rotation' | 'override' | 'deputy';
  /** Of a deputy nothing is named: whose place it is is their matter. */
  readonly role?: string;
  readonly unit?: string;
}

/**
 * None for whoever has left by then, or is not in the directory.
 * @param roles those that procedures name: whoever holds another post, as residents do, has nothing to do; all when left out
 */
export function openDuties(
  community: Community,
  person: string,
  atMs: Instant,
  roles?: readonly string[],
): readonly OpenDuty[] {
  const isComing = ({ untilMs }: { readonly untilMs?: Instant }): boolean => untilMs === undefined || untilMs > atMs;
  const found = community.people.find(({ id }) => id === person);
  if (found === undefined || !isComing(found)) return [];
  const posts = community.posts.filter(
    ({ role, people, terms }) =>
      (roles === undefined || roles.includes(role)) &&
      people.some((one) => one === person) &&
      (terms === undefined || terms.some((term) => term.person === person && isComing(term))),
  );
  const rotations = community.rotations.filter(({ layers }) =>
    layers.some(({ people }) => people.some((one) => one === person)),
  );
  const overrides = community.overrides.filter((one) => one.person === person && isComing(one));
  const deputies = community.deputies.filter((one) => one.deputy === person && isComing(one));
  return [
    ...posts.map(({ role, unit }): OpenDuty => ({ kind: 'post', role, unit })),
    ...rotations.map(({ role, unit }): OpenDuty => ({ kind: 'rotation', role, unit })),
    ...overrides.map(({ role, unit }): OpenDuty => ({ kind: 'override', role, unit })),
    ...deputies.map((): OpenDuty => ({ kind: 'deputy' })),
  ];
}
