/** What a code means and what to do, in another language than the table of codes. */
export interface Meaning {
  readonly meaning: string;
  readonly remedy: string;
}
export const say = (meaning: string, remedy: string): Meaning => ({ meaning, remedy });
