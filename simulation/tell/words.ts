/** What a told history says besides the names of the rules themselves, once per language. */
export interface HistoryWords {
  readonly rules: string;
  readonly happened: string;
  readonly broken: string;
  readonly reporter: string;
  readonly calendar: string;
  readonly tier: string;
  readonly reports: string;
  readonly ladder: string;
  readonly again: string;
  readonly next: string;
  readonly nothing: string;
  readonly nobody: string;
  /** Of those who hold a post. */
  readonly there: (people: string) => string;
  /** What the directory said when it was asked. */
  readonly looked: (who: string) => string;
  /** Whom no channel reached. */
  readonly notTold: (people: string) => string;
  readonly cameAt: (time: string) => string;
  readonly reminders: (every: string, times: number) => string;
  readonly decideWithin: string;
}
