import type { HttpSettings } from '../settings';
import { filesInBucket } from './bucket';
import { filesIn, type EvidenceFiles } from './files';

/** The bucket that is set, or else the folder. */
export const openFiles = async ({
  evidenceBucket,
  evidenceFolder,
}: Pick<HttpSettings, 'evidenceBucket' | 'evidenceFolder'>): Promise<EvidenceFiles> =>
  evidenceBucket === undefined ? filesIn(evidenceFolder) : filesInBucket(evidenceBucket);
