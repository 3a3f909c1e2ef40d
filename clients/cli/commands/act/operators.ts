/** What sets an issue right when the documents of the place have changed. */
import { RULE_PARTS } from '../../../../domain';
import { choiceArgument, needed } from '../../arguments';
import { said, type Acts } from './asked';

export const operators: Acts<'migrate'> = {
  migrate: (asked) =>
    asked.doorstep.migrate(
      asked.issue,
      { ...said(asked), what: choiceArgument('<rules>', needed('<rules>', asked.argument), RULE_PARTS) },
      asked.more,
    ),
};
