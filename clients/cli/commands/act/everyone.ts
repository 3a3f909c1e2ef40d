import { needed } from '../../arguments';
import { evidenceOf, type Acts } from './asked';

export const everyone: Acts<'comment'> = {
  comment: (asked) =>
    asked.doorstep.comment(
      asked.issue,
      { by: asked.by, text: needed('<text>', asked.argument), evidence: evidenceOf(asked) },
      asked.more,
    ),
};
