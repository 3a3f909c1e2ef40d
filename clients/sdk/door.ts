/**
 * What people write is checked in clear and sealed here, before Temporal is given it: its histories, the log and everything
 * that follows from them hold it sealed only (docs/decisions/0093).
 */
import type { Payload } from '../../contracts/commands';
import { DoorstepError } from '../../contracts/errors';
import type { ReportInput, TakenReport } from '../../contracts/workflow';
import { commandFields, parseCommand, type CommandName, type IssueId, type Span } from '../../domain';
import { looksSealed } from '../../domain/kernel/sealed';
import type { Seal } from '../../store/words/seal';
import type { Lazy } from './lazy';
import { readsFrom, type Opened } from './reading/from-database';

export interface Door {
  /** @param isKeyed whether the same report may have come before. Throws WORD_KEY_UNFIT, SERVER_AWAY. */
  report(id: IssueId, input: ReportInput, isKeyed: boolean, budgetMs: Span): Promise<TakenReport>;
  /** Throws COMMAND_MALFORMED as the rules do, WORD_KEY_UNFIT, SERVER_AWAY. */
  command<N extends CommandName>(issue: IssueId, name: N, payload: Payload<N>, budgetMs: Span): Promise<Payload<N>>;
  /** The same, of a command that may have been sent before: makes no key. */
  readonly known: <N extends CommandName>(issue: IssueId, name: N, payload: Payload<N>) => Promise<Payload<N>>;
}

/** Without a database there are no keys: words go on as they are. */
export function doorOf(opened: Lazy<Opened> | null, timeoutMs: Span): Door {
  async function command<N extends CommandName>(
    issue: IssueId,
    name: N,
    payload: Payload<N>,
    budgetMs: Span,
    makes: boolean,
  ): Promise<Payload<N>> {
    if (!hasWords(name, payload)) return payload;
    checkWords(name, payload);
    if (opened === null) return payload;
    const seal = await readsFrom(opened, budgetMs)(({ writer }) => writer.sealFor(issue, makes));
    return sealed(name, payload, seal);
  }
  return {
    report: async (issue, input, isKeyed, budgetMs) => {
      if (opened === null) return input;
      return readsFrom(
        opened,
        budgetMs,
      )(async ({ writer }) => {
        return writer.sealReport<TakenReport>({ issue, person: input.reporter }, input, isKeyed);
      });
    },
    command: (issue, name, payload, budgetMs) => command(issue, name, payload, budgetMs, true),
    known: (issue, name, payload) => command(issue, name, payload, timeoutMs, false),
  };
}

type Fields = Readonly<Record<string, unknown>>;
type Evidence = readonly { readonly kind: string; readonly ref: string }[];

const kindOf = (name: CommandName, field: string): string | undefined =>
  (commandFields[name] as Readonly<Record<string, string>> | undefined)?.[field];

const isText = (kind: string | undefined): boolean => kind === 'text' || kind === 'text?';

/** A payload that is none is left to the rules. */
const hasWords = (name: CommandName, payload: object): boolean =>
  Object.entries(payload as Fields).some(
    ([field, value]) =>
      (isText(kindOf(name, field)) && typeof value === 'string') ||
      (kindOf(name, field) === 'evidence' && Array.isArray(value) && value.length > 0),
  );

function checkWords(name: CommandName, payload: object): void {
  const parsed = parseCommand(name, payload);
  if (!parsed.ok) {
    const { code, message, allowed } = parsed.refusal;
    throw new DoorstepError(code, message, { details: { allowed } });
  }
  for (const [field, value] of Object.entries(payload as Fields)) {
    const said = Array.isArray(value) ? (value as Evidence).flatMap(({ kind, ref }) => [kind, ref]) : [value];
    if (said.some((one) => typeof one === 'string' && looksSealed(one)))
      throw new DoorstepError('COMMAND_MALFORMED', `${name}.${field} must not begin as sealed text does.`, {
        place: { field: `${name}.${field}` },
      });
  }
}

const sealed = <N extends CommandName>(name: N, payload: Payload<N>, seal: Seal): Payload<N> =>
  Object.fromEntries(
    Object.entries(payload as Fields).map(([field, value]) => {
      const kind = kindOf(name, field);
      if (isText(kind)) return [field, seal(field, String(value))];
      if (kind !== 'evidence') return [field, value];
      return [
        field,
        (value as Evidence).map((item) => ({
          kind: seal('evidence-kind', item.kind),
          ref: seal('evidence', item.ref),
        })),
      ];
    }),
  ) as unknown as Payload<N>;
