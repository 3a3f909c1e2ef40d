/** What a command is answered with. */
import { z } from 'zod';
import type { Receipt } from '../../../contracts/workflow';
import { STAGES } from '../../../domain';

export const receiptSchema = z
  .object({
    issue: z.string(),
    seq: z.int().describe('The last event of this command; the `ETag` names it too.'),
    stage: z.enum(STAGES).describe('Where the issue stands now.'),
    tier: z.int(),
  })
  .meta({
    id: 'Receipt',
    description: 'Its events are stored, and a read after this sees them.',
    examples: [{ issue: 'i-01hq3v5k2m9x7t4qa', seq: 2, stage: 'handling', tier: 1 }],
  });

/** The same for a command that comes again, so that it says nothing of whether it did. */
export const receiptView = ({ issue, seq, stage, tier }: Receipt): z.infer<typeof receiptSchema> => ({
  issue,
  seq,
  stage,
  tier,
});
