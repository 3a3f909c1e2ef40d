/** What Temporal is told of an issue besides its id, whoever starts its workflow and why. */
import type { IssueId, Report, Severity } from '../domain';

export interface Summary {
  /** One line, for lists of the Temporal web UI. */
  readonly staticSummary: string;
  /** Markdown, for its page. */
  readonly staticDetails: string;
  /** Who is served first where many wait for an engine: 1 before 2. Temporal's own default (3) when left out. */
  readonly priority?: { readonly priorityKey: number };
}

const PRIORITY: Readonly<Record<Severity, number>> = { urgent: 1, high: 2, normal: 3, low: 4 };

/** Ids, category, unit and severity only: Temporal keeps them in clear and shows them to every operator. */
export const summaryOf = (
  id: IssueId,
  { category, unit, severity }: Pick<Report, 'category' | 'unit' | 'severity'>,
): Summary => ({
  staticSummary: `${category} · ${unit}`,
  staticDetails: `issue \`${id}\` · category \`${category}\` · unit \`${unit}\``,
  priority: { priorityKey: PRIORITY[severity] },
});
