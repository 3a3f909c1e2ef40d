/** From the options that choose issues to what the store is asked. */
import { SEVERITIES, STAGES } from '../../domain';
import type { Directory } from '../../domain/directory/directory';
import type { IssueFilter } from '../sdk';
import { choiceArgument, countArgument, needed } from './arguments';
import { selectionWords } from './commands/selection-words';
import { SELECTION, type SelectionOptions } from './selection-grammar';
import type { Session } from './session';

export const selects = (options: SelectionOptions): boolean =>
  Object.keys(SELECTION).some((name) => options[name as keyof SelectionOptions] !== undefined);

/** Throws DoorstepError ARGUMENT_INVALID. A unit that the policies at hand do not know stands for itself, which is said. */
export async function filterOf(session: Session, options: SelectionOptions): Promise<IssueFilter> {
  const { stage, tier, unit, category, severity, procedure, reporter, assignee, overdue } = options;
  return {
    ...(stage === undefined ? {} : { stage: each('--stage', stage, (one) => choiceArgument('--stage', one, STAGES)) }),
    ...(tier === undefined ? {} : { tier: each('--tier', tier, (one) => countArgument('--tier', one)) }),
    ...(unit === undefined ? {} : { unit: await unitsOf(session, unit) }),
    ...(category === undefined ? {} : { category: each('--category', category, String) }),
    ...(severity === undefined
      ? {}
      : { severity: each('--severity', severity, (one) => choiceArgument('--severity', one, SEVERITIES)) }),
    ...(procedure === undefined ? {} : { procedure: each('--procedure', procedure, String) }),
    ...(reporter === undefined ? {} : { reporter: each('--reporter', reporter, String) }),
    ...(assignee === undefined ? {} : { assignee: each('--assignee', assignee, String) }),
    ...(overdue === true ? { overdue } : {}),
  };
}

/** `a,b , c`, each of them something. */
export const each = <T>(option: string, text: string, read: (one: string) => T): readonly T[] =>
  text.split(',').map((one) => read(needed(option, one).trim()));

async function unitsOf(session: Session, text: string): Promise<readonly string[]> {
  const directory = (await session.place())?.directory;
  return each('--unit', text, (unit) => {
    if (directory?.units.has(unit) === true) return withBelow(directory, unit);
    session.io.err(selectionWords[session.lang].unitNotKnown(unit));
    return [unit];
  }).flat();
}

/** The unit and every unit that it is around. */
export const withBelow = ({ above }: Pick<Directory, 'above'>, unit: string): readonly string[] => [
  unit,
  ...[...above].filter(([, around]) => around.some(({ id }) => id === unit)).map(([id]) => id),
];
