/** zod's findings in words that a person who writes a policy understands. */
import { z } from 'zod';
import { knownWords, nearest, unknown } from './nearest';
import type { FieldPath } from './problems';

export interface Flaw {
  readonly path: FieldPath;
  readonly reason: string;
  readonly spot: 'value' | 'key';
}

/** Parses a plain value; every unknown field is a flaw of its own. Never throws. */
export function problemsOf<S extends z.ZodType>(
  schema: S,
  value: unknown,
): { value: z.output<S> } | { flaws: readonly Flaw[] } {
  const parsed = schema.safeParse(value, { error: reasonOf });
  if (parsed.success) return { value: parsed.data };
  return { flaws: parsed.error.issues.flatMap((issue) => flawsOf(issue, schema)) };
}

function flawsOf(issue: z.core.$ZodIssue, schema: z.ZodType): readonly Flaw[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code !== 'unrecognized_keys') return [{ path, reason: issue.message, spot: 'value' }];
  const known = knownFields(schema, path);
  return issue.keys.map((key) => ({ path: [...path, key], reason: unknownField(key, known), spot: 'key' as const }));
}

function unknownField(key: string, known: readonly string[]): string {
  const close = nearest(key, known);
  return close === undefined ? `unknown field; ${knownWords(known)}` : `unknown field; did you mean "${close}"?`;
}

/** Wins over zod's own words, loses to what a schema says itself. */
function reasonOf(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined) return 'is required';
  if (issue.code === 'invalid_type') return `must be ${kindName(String(issue.expected))}, not ${describe(issue.input)}`;
  if (issue.code === 'invalid_value') {
    const known = (issue.values as readonly unknown[]).map(String);
    return typeof issue.input === 'string'
      ? unknown('value', issue.input, known)
      : `must be one of ${known.join(', ')}`;
  }
  if (issue.code === 'too_small') return tooSmall(issue.origin, issue.minimum as number);
  if (issue.code === 'too_big') return tooBig(issue.origin, issue.maximum as number);
  return undefined;
}

function tooSmall(origin: string, minimum: number): string {
  if (origin === 'array') return minimum === 1 ? 'must not be empty' : `must have at least ${minimum} entries`;
  if (origin === 'string') return minimum === 1 ? 'must not be empty' : `must have at least ${minimum} characters`;
  return `must be at least ${minimum}`;
}

function tooBig(origin: string, maximum: number): string {
  if (origin === 'array') return `must have at most ${maximum} entries`;
  return origin === 'string' ? `must have at most ${maximum} characters` : `must be at most ${maximum}`;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  object: 'a mapping',
  record: 'a mapping',
  array: 'a list',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};
const kindName = (expected: string): string => KINDS[expected] ?? expected;

function describe(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a mapping' : (JSON.stringify(value) ?? typeof value);
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly propertyNames?: { readonly enum?: readonly string[] };
  readonly additionalProperties?: JsonSchema | boolean;
}

const described = new WeakMap<z.ZodType, JsonSchema>();

/** The fields a schema knows at a path, read from its JSON Schema. */
function knownFields(schema: z.ZodType, path: FieldPath): readonly string[] {
  const whole =
    described.get(schema) ??
    (z.toJSONSchema(schema, { io: 'input', reused: 'inline', unrepresentable: 'any' }) as JsonSchema);
  described.set(schema, whole);
  let here: JsonSchema | undefined = whole;
  for (const step of path) {
    const more: JsonSchema | boolean | undefined = here?.additionalProperties;
    here =
      typeof step === 'number'
        ? here?.items
        : (here?.properties?.[step] ?? (typeof more === 'object' ? more : undefined));
  }
  return here?.propertyNames?.enum ?? Object.keys(here?.properties ?? {});
}
