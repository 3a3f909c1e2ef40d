/** The options that choose issues, the same for whatever is done with them. */
import type { Command } from 'commander';
import { selectionWords } from './commands/selection-words';
import type { Lang } from './words/words';

/** Name of the option, and of its value; `overdue` takes none. */
export const SELECTION = {
  stage: 'stages',
  tier: 'numbers',
  unit: 'units',
  category: 'categories',
  severity: 'severities',
  procedure: 'procedures',
  reporter: 'people',
  assignee: 'people',
  overdue: null,
} as const;

export type SelectionOption = keyof typeof SELECTION;
export type SelectionOptions = { readonly [O in Exclude<SelectionOption, 'overdue'>]?: string } & {
  readonly overdue?: boolean;
};

export function addSelection(command: Command, lang: Lang): Command {
  for (const [name, value] of Object.entries(SELECTION)) {
    const flags = value === null ? `--${name}` : `--${name} <${value}>`;
    command.option(flags, selectionWords[lang].option[name as SelectionOption]);
  }
  return command;
}
