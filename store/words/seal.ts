/** How words are given to be sealed. */

/** Seals the words of one field of one issue. */
export type Seal = (field: string, words: string) => string;

/** The name of the field that the text of a report is sealed under. */
export const REPORT_TEXT = 'report.text';
