/** One procedure file: read, judged and checked. */
import { checkProcedure } from './checks';
import { judge, openDocument, type OpenDocument, type Source } from './documents/document';
import { refuse, type Problem } from './documents/problems';
import type { Procedure } from './procedure';
import { procedureSchema, toProcedure } from './schema';

export type ReadProcedure = {
  readonly procedure?: Procedure;
  readonly document?: OpenDocument;
  readonly problems: readonly Problem[];
};

/** Never throws; the problems say what is wrong. */
export function readProcedure(source: Source): ReadProcedure {
  const { document, problems } = openDocument(source);
  if (document === undefined) return { problems };
  const judged = judge(document, procedureSchema);
  const all = [...judged.problems, ...checkProcedure(document)];
  if (judged.value === undefined || all.length > 0) return { document, problems: all };
  return { document, procedure: toProcedure(judged.value, source.path), problems: [] };
}

/** Throws DoorstepError PROCEDURE_INVALID with every problem in `details.problems`. People and roles are checked by parsePolicies. */
export function parseProcedure(source: Source): Procedure {
  const { procedure, problems } = readProcedure(source);
  return procedure ?? refuse('PROCEDURE_INVALID', source.path, problems);
}
