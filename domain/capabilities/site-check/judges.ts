/** Who may judge what was done: nobody who did it, and not who asked for it. */
import { refuse, type RefusalCode, type Verdict } from '../../kernel/decision';
import { needPerson } from '../../kernel/guards';
import type { PersonId } from '../../kernel/ids';
import type { Posted } from '../../kernel/staffing';
import type { IssueState } from '../../kernel/state';

/** Whoever handled it, has it, or did a part of it. */
const doers = ({ handled, assignee, parts = [] }: IssueState): readonly PersonId[] =>
  [handled?.by ?? null, assignee, ...parts.map(({ finishedBy }) => finishedBy)].filter((person) => person !== null);

/**
 * The holders of a post without whoever did it and without the reporter; when nobody is left, everybody of the tiers above
 * the handler's, at the top of the top itself. Empty when nobody is left there either: then the clock decides.
 */
export function judges(state: IssueState, { people }: Posted): readonly PersonId[] {
  const { handled, tier, report, rules } = state;
  const involved = [...doers(state), report.reporter];
  const others = (whom: readonly PersonId[]) => [...new Set(whom.filter((person) => !involved.includes(person)))];
  const posted = others(people);
  if (posted.length > 0) return posted;
  const above = rules.tiers.slice(Math.min(handled?.tier ?? tier, rules.tiers.length - 1));
  return others(above.flatMap((rung) => rung.people));
}

/** One of them or a deputy of theirs, who did not do it either. @param code refuses whoever did it */
export function needJudge(
  state: IssueState,
  { by, type }: { readonly by: PersonId; readonly type: string },
  whom: readonly PersonId[],
  code: RefusalCode,
): Verdict | null {
  const others = whom.join(', ') || 'nobody';
  if (doers(state).includes(by))
    return refuse(code, `${by} was at work on ${state.id}, so somebody else has to ${type}: ${others} may.`);
  if (by === state.report.reporter)
    return refuse('NOT_YOURS_TO_DO', `${by} reported ${state.id} and has their own word; ${others} may ${type}.`);
  return needPerson(state, by, whom, type);
}
