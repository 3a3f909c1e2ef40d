/** What sets an issue right: what it is, and by which rules it goes on. */
import { RULE_PARTS, SEVERITIES } from '../../../../domain';
import { choiceArgument, needed } from '../../arguments';
import { ifGiven, said, type Acts } from './asked';

export const operators: Acts<'reclassify' | 'migrate'> = {
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
  migrate: (asked) =>
    asked.doorstep.migrate(
      asked.issue,
      { ...said(asked), what: choiceArgument('<rules>', needed('<rules>', asked.argument), RULE_PARTS) },
      asked.more,
    ),
};
