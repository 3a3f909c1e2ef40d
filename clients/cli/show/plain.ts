import { table } from './table';

/** Columns without a head; nothing is cut, so that everything can be copied. */
export const plain = (rows: readonly (readonly string[])[]): readonly string[] =>
  table([], rows, undefined).split('\n');
