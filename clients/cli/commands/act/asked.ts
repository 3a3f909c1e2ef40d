/** What stands behind a command on an issue: who asks for it, on which issue, and what was typed with it. */
import type { CommandName, Evidence } from '../../../../domain';
import type { CommandOptions, Doorstep, IssueId, PersonId, Receipt } from '../../../sdk';
import { evidenceArgument, needed } from '../../arguments';

export interface ActOptions {
  readonly reason?: string;
  readonly note?: string;
  readonly evidence?: readonly string[];
  readonly by?: string;
  readonly until?: string;
  readonly to?: string;
  readonly category?: string;
  readonly severity?: string;
  readonly approval?: string;
  readonly signal?: boolean;
  readonly occurred?: string;
  readonly commandId?: string;
}

export interface Asked {
  readonly doorstep: Doorstep;
  readonly issue: IssueId;
  readonly by: PersonId;
  /** What stands behind the issue. */
  readonly argument: string | undefined;
  readonly options: ActOptions;
  readonly more: CommandOptions;
}

export type Acts<N extends CommandName> = { readonly [K in N]: (asked: Asked) => Promise<Receipt> };

/** Whoever acts and why, where a reason has to be given. */
export const said = ({ by, options }: Asked): { readonly by: PersonId; readonly reason: string } => ({
  by,
  reason: needed('--reason', options.reason),
});

export const evidenceOf = ({ options }: Asked): readonly Evidence[] => (options.evidence ?? []).map(evidenceArgument);

/** `reason`, `note` and the like, where they may be left out. */
export const ifGiven = <K extends string>(name: K, text: string | undefined): { readonly [N in K]?: string } =>
  (text === undefined ? {} : { [name]: text }) as { readonly [N in K]?: string };
