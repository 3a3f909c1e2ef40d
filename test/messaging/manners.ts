/** The manners of a place and of LEAD, for tests that send for real. */
import type { Bundling, Digest, Throttles } from '../../domain/directory/manners';
import { mannersOf, type Manners } from '../../workers/notifier/manners';
import { LEAD, policies } from './harness';

export interface Wishes {
  readonly bundle?: Bundling;
  readonly throttle?: Throttles;
  /** Of the lead. */
  readonly digest?: Digest;
}

export function mannersFor({ bundle, throttle, digest }: Wishes): Manners {
  const lead = policies.directory.people.get(LEAD)!;
  const people = new Map([
    ...policies.directory.people,
    [LEAD, { ...lead, ...(throttle === undefined ? {} : { throttle }), ...(digest === undefined ? {} : { digest }) }],
  ]);
  const community = { ...policies.community, ...(bundle === undefined ? {} : { bundle }) };
  return mannersOf(async () => ({ community, directory: { ...policies.directory, people } }));
}
