import { readProcedure } from '../../../domain/procedure/parse';
import { textOf } from './shipped';

export type Change = readonly [piece: string | RegExp, by: string];

/** A shipped procedure in which some pieces are others; each has to be there. */
export const written = (id: string, changes: readonly Change[]): string =>
  changes.reduce(
    (before, [piece, by]) => {
      if (before.split(piece).length === 1) throw new Error(`${id} does not contain ${String(piece)}`);
      return before.replace(piece, () => by);
    },
    textOf(`procedures/${id}.yaml`),
  );

/** `field reason`. */
export const problemsIn = (id: string, ...changes: readonly Change[]): readonly string[] =>
  readProcedure({ path: 'p.yaml', text: written(id, changes) }).problems.map(
    ({ field, reason }) => `${field} ${reason}`,
  );

/** A clause with everything below it. */
export const clause = (name: string): RegExp => new RegExp(`^${name}:(?: .*)?\\n(?: .*\\n)*`, 'm');
