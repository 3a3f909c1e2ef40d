/** What somebody who did not handle it looks at, decides or watches. */
import { CALL_ANSWERS } from '../../../../domain';
import { approvalId } from '../../../sdk';
import { choiceArgument, needed } from '../../arguments';
import { evidenceOf, ifGiven, said, type ActOptions, type Acts } from './asked';

export const deciding: Acts<
  'verify' | 'decline' | 'approve' | 'reject' | 'pass-check' | 'fail-check' | 'call-back' | 'supervise'
> = {
  verify: ({ doorstep, issue, by, options, more }) =>
    doorstep.verify(issue, { by, ...ifGiven('note', options.note) }, more),
  decline: (asked) => asked.doorstep.decline(asked.issue, said(asked), asked.more),
  approve: ({ doorstep, issue, by, options, more }) => doorstep.approve(issue, { by, ...decisionOf(options) }, more),
  reject: ({ doorstep, issue, by, options, more }) => doorstep.reject(issue, { by, ...decisionOf(options) }, more),
  'pass-check': (asked) =>
    asked.doorstep['pass-check'](
      asked.issue,
      { by: asked.by, evidence: evidenceOf(asked), ...ifGiven('note', asked.options.note) },
      asked.more,
    ),
  'fail-check': (asked) =>
    asked.doorstep['fail-check'](asked.issue, { ...said(asked), evidence: evidenceOf(asked) }, asked.more),
  'call-back': ({ doorstep, issue, by, argument, options, more }) =>
    doorstep['call-back'](
      issue,
      {
        by,
        answer: choiceArgument('<answer>', needed('<answer>', argument), CALL_ANSWERS),
        ...ifGiven('note', options.note),
      },
      more,
    ),
  supervise: (asked) => asked.doorstep.supervise(asked.issue, said(asked), asked.more),
};

export const decisionOf = ({ approval, reason }: ActOptions) => ({
  ...(approval === undefined ? {} : { approval: approvalId(approval) }),
  ...ifGiven('reason', reason),
});
