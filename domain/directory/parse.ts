/** The community document: read, judged and checked by itself. */
import { judge, openDocument, type OpenDocument, type Source } from '../procedure/documents/document';
import { wholeFile, type Problem } from '../procedure/documents/problems';
import { checkCommunity } from './checks';
import { communitySchema, type Community } from './community';
import { toCommunity } from './to-community';

export interface ReadCommunity {
  readonly community?: Community;
  readonly document?: OpenDocument;
  readonly problems: readonly Problem[];
}

/** Never throws; a place has exactly one community document. */
export function readCommunity([source, ...more]: readonly Source[]): ReadCommunity {
  if (source === undefined) return { problems: [wholeFile('community.yaml', 'is missing')] };
  const second = more.map(({ path }) => wholeFile(path, `is a second community document beside ${source.path}`));
  const { document, problems } = openDocument(source);
  if (document === undefined) return { problems: [...problems, ...second] };
  const { problems: own, ...read } = judgeCommunity(document);
  const all = [...own, ...second];
  return all.length > 0 ? { problems: all } : { ...read, problems: [] };
}

/** The same of a document that is open already, wherever it comes from. */
export function judgeCommunity(document: OpenDocument): ReadCommunity {
  const judged = judge(document, communitySchema);
  const all = [...judged.problems, ...checkCommunity(document)];
  if (judged.value === undefined || all.length > 0) return { problems: all };
  return { community: toCommunity(judged.value), document, problems: [] };
}

/** Of a plain value that passed every check before; undefined when it does not have the shape that this code knows. */
export function communityFrom(value: unknown): Community | undefined {
  const { data } = communitySchema.safeParse(value);
  return data === undefined ? undefined : toCommunity(data);
}
