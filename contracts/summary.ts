/** What lists and pages of the Temporal web UI show of an issue, whoever starts its workflow and why. */
import type { IssueId, Report } from '../domain';

export interface Summary {
  /** One line. */
  readonly staticSummary: string;
  /** Markdown. */
  readonly staticDetails: string;
}

/** Ids, category and unit only: Temporal keeps both in clear and shows them to every operator. */
export const summaryOf = (id: IssueId, { category, unit }: Pick<Report, 'category' | 'unit'>): Summary => ({
  staticSummary: `${category} · ${unit}`,
  staticDetails: `issue \`${id}\` · category \`${category}\` · unit \`${unit}\``,
});
