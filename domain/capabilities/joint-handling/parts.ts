import type { IssueState, Part } from '../../kernel/state';

export const unfinishedParts = ({ parts = [] }: IssueState): readonly Part[] =>
  parts.filter(({ finishedBy }) => finishedBy === null);
