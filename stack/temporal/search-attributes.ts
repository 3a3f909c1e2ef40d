/** What an operator can filter issues by in the Temporal web UI. Never personal data. */
export const SEARCH_ATTRIBUTES = {
  IssueStage: 'Keyword',
  IssueTier: 'Int',
  IssueUnit: 'Keyword',
  IssueProcedure: 'Keyword',
  IssueDueAt: 'Datetime',
} as const satisfies Record<string, 'Keyword' | 'Int' | 'Datetime'>;
