/** What documents are held against each other: the community, its directory, and where to point in it. */
import type { OpenDocument } from '../procedure/documents/document';
import type { Problem } from '../procedure/documents/problems';
import type { Community, Unit } from './community';
import type { HasDirectory } from './directory';

export interface Checked extends HasDirectory {
  readonly community: Community;
  /** The community document, to point into. */
  readonly document: OpenDocument;
}

export function pointAt({ community, document }: Checked, unit: Unit, reason: string): Problem {
  return document.problem(['units', community.units.indexOf(unit)], `${unit.id}: ${reason}`);
}
