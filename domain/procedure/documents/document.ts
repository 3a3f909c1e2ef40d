/** A YAML document whose every value knows its line: read strictly, judged by a zod schema, all problems collected. */
import {
  Composer,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  Parser,
  type CST,
  type Document,
  type Node,
  type Pair,
  type YAMLError,
} from 'yaml';
import type { z } from 'zod';
import { problemsOf } from './judge';
import { fieldName, type FieldPath, type Problem } from './problems';

/** A document as handed in: the path is only ever shown to people. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** Characters. Far above any hand-written policy, far below what would stall a process. */
export const LARGEST_DOCUMENT = 4_000_000;
/** YAML aliases can blow a small text up; honest documents use few. */
const MOST_ALIASES = 100;
/** Levels. Far above any document; nesting that fills the stack ends the process, whatever the parser catches. */
const DEEPEST = 100;

/** Where to point: at the value of a field, at its key, or at a piece of text inside the value. */
export type Spot = 'value' | 'key' | { readonly text: string };

export interface OpenDocument {
  readonly path: string;
  /** The plain value: what JSON.parse of the same content would give. */
  readonly value: unknown;
  /** A problem at a field, or at the nearest thing that exists when the field is missing. */
  problem(at: FieldPath, reason: string, spot?: Spot): Problem;
}

export type Opened =
  | { readonly document: OpenDocument; readonly problems: readonly [] }
  | { readonly document: undefined; readonly problems: readonly Problem[] };

/** Reads YAML 1.2. Refuses what is too large, duplicate keys, keys that are not strings, unknown tags and several documents. */
export function openDocument(source: Source): Opened {
  const lines = new LineCounter();
  const at = (offset: number, field: string, reason: string): Problem => {
    const { line, col } = lines.linePos(offset);
    return { file: source.path, line: Math.max(line, 1), column: Math.max(col, 1), field, reason };
  };
  const failed = (...problems: Problem[]): Opened => ({ document: undefined, problems });
  if (source.text.length > LARGEST_DOCUMENT) {
    return failed(at(0, '', `is too large: ${source.text.length} characters, at most ${LARGEST_DOCUMENT}`));
  }
  try {
    const [parsed, second] = parse(source.text, lines);
    if (parsed === undefined) return failed(at(0, '', 'is nested too deeply'));
    const flaws = [...parsed.errors, ...parsed.warnings].map((flaw) => at(flaw.pos[0], '', reasonOf(flaw)));
    if (second !== undefined)
      flaws.push(at(second.range[0], '', 'a second document starts here (---); one file is one document'));
    if (flaws.length > 0) return failed(...flaws);
    const value: unknown = parsed.toJS({ maxAliasCount: MOST_ALIASES });
    if (value === null) return failed(at(0, '', 'is empty'));
    const problem = (path: FieldPath, reason: string, spot: Spot = 'value'): Problem =>
      at(offsetOf(parsed, source.text, path, spot), fieldName(path), reason);
    return { document: { path: source.path, value, problem }, problems: [] };
  } catch (error) {
    // The parser gives up by throwing on alias bombs.
    return failed(at(0, '', error instanceof Error ? error.message : String(error)));
  }
}

/** One of them as a rule; none when it is nested too deeply. Reads by the piece, and so without a stack of its own. */
function parse(text: string, lines: LineCounter): readonly Document.Parsed[] {
  lines.addNewLine(0);
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > DEEPEST) return [];
  }
  tokens.push(...parser.end());
  return [...new Composer({ prettyErrors: false, stringKeys: true }).compose(tokens, true, text.length)];
}

/** The value as the schema makes it, or every issue of the schema as a problem. */
export function judge<S extends z.ZodType>(
  document: OpenDocument,
  schema: S,
): { value?: z.output<S>; problems: readonly Problem[] } {
  const found = problemsOf(schema, document.value);
  if ('value' in found) return { value: found.value, problems: [] };
  return { problems: found.flaws.map((flaw) => document.problem(flaw.path, flaw.reason, flaw.spot)) };
}

function reasonOf(flaw: YAMLError): string {
  if (flaw.code === 'DUPLICATE_KEY') return 'the same field is here twice; fields are unique';
  if (flaw.code === 'NON_STRING_KEY') return 'a field name must be text';
  if (flaw.code === 'TAG_RESOLVE_FAILED') return `${flaw.message}; tags are not used here`;
  return `is not valid YAML: ${flaw.message} (quote a text that begins with { or [ or contains ": ")`;
}

function offsetOf(document: Document.Parsed, text: string, path: FieldPath, spot: Spot): number {
  let node: unknown = document.contents;
  let key: unknown;
  for (const step of path) {
    const next = child(document, node, step);
    if (next === undefined) return startOf(node) ?? startOf(key) ?? 0;
    ({ node, key } = next);
  }
  const start = startOf(node) ?? startOf(key) ?? 0;
  if (spot === 'key') return startOf(key) ?? start;
  if (spot === 'value') return start;
  const found = text.indexOf(spot.text, start);
  return found === -1 ? start : found;
}

function child(
  document: Document,
  parent: unknown,
  step: string | number,
): { node: unknown; key: unknown } | undefined {
  const node = isAlias(parent) ? parent.resolve(document) : parent;
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return item === undefined ? undefined : { node: item, key: item };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((candidate: Pair) => isScalar(candidate.key) && candidate.key.value === step);
  return pair === undefined ? undefined : { node: pair.value, key: pair.key };
}

const startOf = (node: unknown): number | undefined =>
  isNode(node) ? ((node as Node).range?.[0] ?? undefined) : undefined;
