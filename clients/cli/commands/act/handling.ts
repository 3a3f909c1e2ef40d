/** What the tier or party on duty does. */
import { APPROVAL_KINDS, SEVERITIES } from '../../../../domain';
import { partyKey, personId, type Receipt } from '../../../sdk';
import { choiceArgument, instantArgument, needed, spanArgument } from '../../arguments';
import { evidenceOf, ifGiven, said, type Acts, type Asked } from './asked';

export const handling: Acts<
  | 'acknowledge'
  | 'assign'
  | 'dispatch'
  | 'escalate'
  | 'handle'
  | 'request'
  | 'resume'
  | 'answer'
  | 'reclassify'
  | 'delegate'
> = {
  acknowledge: ({ doorstep, issue, by, more }) => doorstep.acknowledge(issue, { by }, more),
  assign: ({ doorstep, issue, by, argument, more }) =>
    doorstep.assign(issue, { by, to: personId(needed('<person>', argument)) }, more),
  dispatch: ({ doorstep, issue, by, argument, options, more }) =>
    doorstep.dispatch(
      issue,
      { by, to: partyKey(needed('<party>', argument)), ...ifGiven('reason', options.reason) },
      more,
    ),
  escalate: (asked) =>
    asked.doorstep.escalate(asked.issue, { ...said(asked), ...ifGiven('to', asked.options.to) }, asked.more),
  handle: (asked) =>
    asked.doorstep.handle(
      asked.issue,
      { by: asked.by, note: needed('--note', asked.options.note), evidence: evidenceOf(asked) },
      asked.more,
    ),
  request,
  resume: ({ doorstep, issue, by, more }) => doorstep.resume(issue, { by }, more),
  answer: ({ doorstep, issue, by, options, more }) =>
    doorstep.answer(issue, { by, note: needed('--note', options.note) }, more),
  reclassify: (asked) => {
    const { category, severity } = asked.options;
    return asked.doorstep.reclassify(
      asked.issue,
      {
        ...said(asked),
        ...ifGiven('category', category),
        ...(severity === undefined ? {} : { severity: choiceArgument('--severity', severity, SEVERITIES) }),
      },
      asked.more,
    );
  },
  delegate: ({ doorstep, issue, by, argument, options, more }) =>
    doorstep.delegate(
      issue,
      {
        by,
        to: personId(needed('<person>', argument)),
        untilMs: instantArgument('--until', needed('--until', options.until)),
        ...ifGiven('reason', options.reason),
      },
      more,
    ),
};

function request(asked: Asked): Promise<Receipt> {
  const { doorstep, issue, argument, options, more } = asked;
  const kind = choiceArgument('<kind>', needed('<kind>', argument), APPROVAL_KINDS);
  switch (kind) {
    case 'extension': {
      const extendByMs = spanArgument('--by', needed('--by', options.by));
      return doorstep.request(issue, { ...said(asked), kind, extendByMs }, more);
    }
    case 'suspension': {
      const untilMs = instantArgument('--until', needed('--until', options.until));
      return doorstep.request(issue, { ...said(asked), kind, untilMs }, more);
    }
    case 'force-close':
    case 'return':
    case 'void':
      return doorstep.request(issue, { ...said(asked), kind }, more);
    default:
      return kind satisfies never;
  }
}
