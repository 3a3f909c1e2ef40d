/** The events of docs/asyncapi.json: every message that is published is what the document says, and nothing more. */
import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../contracts/package-root';
import { publishedData } from '../../../contracts/published-event';
import { eventTypeName, type CommandId, type EventType, type IssueEvent, type IssueId } from '../../../domain';
import { EVENT_TYPES } from '../../../domain/procedure/event-types';
import { cloudEvent } from '../../../messaging';
import { everyEvent, WORDS } from '../../support/every-event';

interface Schema {
  readonly [keyword: string]: unknown;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}
const document = JSON.parse(readFileSync(join(packageRoot(), 'docs', 'asyncapi.json'), 'utf8')) as {
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};
const { schemas } = document.components;

/** The same with objects that may hold nothing but what they say. */
const closed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, closed(one)]));
  return value !== schemas && 'properties' in value && (value as Schema)['type'] === 'object'
    ? { ...inner, additionalProperties: false }
    : inner;
};
// Keywords of AsyncAPI and formats are not looked at; instants have a pattern beside their format.
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema({ $id: 'open', components: { schemas } });
ajv.addSchema({ $id: 'closed', components: { schemas: closed(schemas) as object } });
const check = (form: 'open' | 'closed', name: string) => (value: unknown) => {
  const validate = ajv.getSchema(`${form}#/components/schemas/${name}`);
  return validate === undefined ? 'no such schema' : validate(value) === true ? [] : validate.errors;
};
const isEvent = check('open', 'IssueEvent');

const published = (event: IssueEvent) =>
  JSON.parse(
    JSON.stringify(
      cloudEvent(
        'i-1' as IssueId,
        'default@1',
        { seq: 1, actor: 'ladder', commandId: 'c-1' as CommandId, occurredAtMs: 0, event },
        1,
      ),
    ),
  ) as Record<string, unknown>;
const dataName = (type: EventType): string =>
  `${type}-data`.replace(/(?:^|-)([a-z])/g, (_all, letter: string) => letter.toUpperCase());

test.each(EVENT_TYPES)('%s', (type) => {
  const message = published(everyEvent[type]);
  expect(isEvent(message)).toStrictEqual([]);
  expect(check('closed', dataName(type))(message['data'])).toStrictEqual([]);
  // What the document promises is published, and what is published it says.
  const said = Object.keys(schemas[dataName(type)]?.properties ?? {});
  expect(said.sort()).toStrictEqual(Object.keys(publishedData(everyEvent[type])).sort());
});

test('a later engine may add fields; a message without what is promised, or of a type that is not there, is none', () => {
  const { data, ...envelope } = published(everyEvent.assigned);
  expect(isEvent({ ...envelope, later: 1, data: { ...(data as object), note: 'later' } })).toStrictEqual([]);
  for (const wrong of [
    { ...envelope, data: {} },
    { ...envelope, data: { ...(data as object), to: 7 } },
    { ...envelope, data, type: eventTypeName('escalated') },
    { ...envelope, data, type: 'issue.invented.v1' },
    { ...envelope, data, seq: 0 },
    envelope,
  ])
    expect([wrong, isEvent(wrong)]).not.toStrictEqual([wrong, []]);
});

test('what people said stands in no schema', () => {
  const told = JSON.stringify(EVENT_TYPES.map((type) => schemas[dataName(type)]));
  for (const field of ['text', 'note', 'reason', 'evidence', 'location', 'message'])
    expect([field, told.includes(`"${field}":{`)]).toStrictEqual([field, false]);
  const { note: _note, ...data } = { ...publishedData(everyEvent.answered), note: WORDS };
  expect(check('closed', 'AnsweredData')({ ...data, note: WORDS })).not.toStrictEqual([]);
});
