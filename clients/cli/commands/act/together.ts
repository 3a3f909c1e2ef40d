/** Several units on one matter, and several issues that are one. */
import { issueId, partyKey } from '../../../sdk';
import { needed } from '../../arguments';
import { evidenceOf, said, type Acts, type Asked } from './asked';

export const together: Acts<'summon' | 'report-in' | 'finish' | 'release' | 'link' | 'unlink'> = {
  summon: (asked) => asked.doorstep.summon(asked.issue, { ...said(asked), party: partyOf(asked) }, asked.more),
  'report-in': ({ doorstep, issue, by, more }) => doorstep['report-in'](issue, { by }, more),
  finish: (asked) =>
    asked.doorstep.finish(
      asked.issue,
      { by: asked.by, note: needed('--note', asked.options.note), evidence: evidenceOf(asked) },
      asked.more,
    ),
  release: (asked) => asked.doorstep.release(asked.issue, { ...said(asked), party: partyOf(asked) }, asked.more),
  link: (asked) =>
    asked.doorstep.link(asked.issue, { ...said(asked), to: issueId(needed('<lead>', asked.argument)) }, asked.more),
  unlink: (asked) => asked.doorstep.unlink(asked.issue, said(asked), asked.more),
};

const partyOf = ({ argument }: Asked) => partyKey(needed('<party>', argument));
