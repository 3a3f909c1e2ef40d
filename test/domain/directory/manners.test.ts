/** How a place and a person say how often and how gathered they want to be told, and how a mistake in it is pointed at. */
import { writtenCommunity } from '../../../policies/place';
import { parsePolicies } from '../../../domain/procedure/policies';
import { lineOf, refusal, spoiled, textOf } from '../procedure/shipped';

const shipped = textOf('community.yaml');
const person = '{ id: worker-tamarisk-1, name: 杜明远, lang: zh';
const throttle = 'throttle: { sms: { atMost: 6, per: hour }, phone: { atMost: 3, per: hour } }';
const withPerson = (fields: string) => parsePolicies(spoiled('community.yaml', person, `${person}, ${fields}`));

test('bounds of the place and of a person, and what is urgent has three times as much room', () => {
  const { community, directory } = withPerson(
    'throttle: { sms: { atMost: 2, per: day, urgent: 5 }, email: { atMost: 9, per: minute } }',
  );
  expect(community.throttle).toStrictEqual({
    sms: { atMost: 6, spanMs: 3_600_000, urgent: 18 },
    phone: { atMost: 3, spanMs: 3_600_000, urgent: 9 },
  });
  expect(directory.people.get('worker-tamarisk-1')?.throttle).toStrictEqual({
    sms: { atMost: 2, spanMs: 86_400_000, urgent: 5 },
    email: { atMost: 9, spanMs: 60_000, urgent: 27 },
  });
  expect(directory.people.get('worker-tamarisk-2')?.throttle).toBeUndefined();
});

test('digests by the day and by the week, and when notices travel together', () => {
  const read = (fields: string) => withPerson(fields).directory.people.get('worker-tamarisk-1')?.digest;
  expect(read("digest: { every: day, at: '08:30' }")).toStrictEqual({ atMinute: 510 });
  expect(read("digest: { every: week, on: sun, at: '00:00' }")).toStrictEqual({ on: 6, atMinute: 0 });
  const bundled = parsePolicies(spoiled('community.yaml', throttle, 'bundle: { from: 5, within: 30 }'));
  expect(bundled.community.bundle).toStrictEqual({ from: 5, withinMs: 30_000 });
  expect(bundled.community.throttle).toBeUndefined();
});

test.each([
  [
    'a weekly digest without its day',
    "digest: { every: week, at: '08:00' }",
    'digest.on',
    /belongs to a weekly digest/,
  ],
  ['a daily one with one', "digest: { every: day, on: mon, at: '08:00' }", 'digest.on', /belongs to a weekly digest/],
  ['a time that is none', "digest: { every: day, at: '8' }", 'digest.at', /a time of day such as 08:00, not "8"/],
  ['an unknown interval', "digest: { every: month, at: '08:00' }", 'digest.every', /day.*week/],
  ['a bound for the inbox', 'throttle: { inbox: { atMost: 1, per: day } }', 'throttle.inbox', /unknown field/],
  ['no message at all', 'throttle: { sms: { atMost: 0, per: day } }', 'throttle.sms.atMost', /1/],
  [
    'less room for what is urgent',
    'throttle: { sms: { atMost: 5, per: day, urgent: 4 } }',
    'throttle.sms.urgent',
    /must not be lower than `atMost`/,
  ],
])('%s is refused in its place', (_, fields, field, reason) => {
  const index = writtenCommunity()['people'] as readonly { id: string }[];
  const at = index.findIndex(({ id }) => id === 'worker-tamarisk-1');
  const { problems } = refusal(() => withPerson(fields));
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ field: `people[${at}].${field}`, line: lineOf(shipped, person) });
  expect(problems[0]?.reason).toMatch(reason);
});
