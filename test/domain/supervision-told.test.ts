/** What a tier that watches says and hears, and who is offered what. */
import { explain, natural, notices, type EventType, type IssueRules } from '../../domain';
import { acknowledge, answer, by, confirm, given, handle, HOUR, RULES, supervise, T0, type Given } from './given';

const WATCHED: IssueRules = { ...RULES, supervision: { answerWithin: natural(HOUR) } };
const said = (issue: Given, type: EventType) =>
  notices(issue.state, issue.log.findLast(({ event }) => event.type === type)!.event).map(
    ({ template, recipient, facts }) => [template, recipient, facts],
  );
const offered = (issue: Given, command: string) =>
  explain(issue.state).offers.filter((offer) => offer.command === command);
const above = ['grid', 'grid-deputy', 'group', 'group-member', 'committee', 'committee-b', 'committee-c'];

test('GIVEN a higher tier watches THEN they are told by whom and until when they have to answer, and the tier by whom it is answered', () => {
  const issue = given(T0, WATCHED).and(supervise('group'));
  const facts = { by: 'group', dueAtMs: T0 + HOUR };
  expect(said(issue, 'supervised')).toEqual([
    ['supervised', 'lead', facts],
    ['supervised', 'group-member', facts],
  ]);
  expect(explain(issue.state).waits).toContainEqual(
    expect.objectContaining({ what: 'answer', role: 'building-lead', rule: 'default@1#supervision.answer' }),
  );
  expect(said(issue.and(answer('lead')), 'answered')).toEqual([
    ['answered', 'group', { by: 'lead' }],
    ['answered', 'group-member', { by: 'lead' }],
  ]);
});

test('GIVEN an answer is owed WHEN the issue climbs to the tier that watched THEN nobody has to answer', () => {
  const issue = given(T0, WATCHED)
    .and(supervise('grid'))
    .and({ type: 'escalate', ...by('lead'), reason: 'up' });
  issue.when(answer('grid')).refused('NOTHING_TO_ANSWER');
});

test('everybody above the tier on duty is offered to watch, and to answer whoever is on duty, as long as that is owed', () => {
  const issue = given(T0, WATCHED);
  expect(offered(issue, 'supervise')).toEqual([{ command: 'supervise', whom: above }]);
  expect(offered(issue, 'answer')).toEqual([]);
  issue.and(acknowledge('lead')).and(supervise('group'));
  expect(offered(issue, 'answer')).toEqual([{ command: 'answer', whom: ['lead'] }]);
  expect(offered(issue, 'supervise')).toHaveLength(1);
  issue.and(handle('lead')).and(confirm());
  expect(offered(issue, 'supervise')).toEqual([]);
  expect(offered(issue, 'answer')).toEqual([]);
});

test('GIVEN the last tier has it THEN nobody is offered to watch', () => {
  expect(offered(given().pass(20 * HOUR), 'supervise')).toEqual([]);
});

test('GIVEN somebody may not, or it is closed, THEN the refusal names what they wanted', () => {
  const issue = given(T0, WATCHED);
  expect(issue.when(supervise('lead')).refused('NOT_YOURS_TO_DO')?.message).toContain('may not supervise');
  issue.and(supervise('group'));
  expect(issue.when(answer('group')).refused('NOT_YOURS_TO_DO')?.message).toContain('may not answer');
  issue.and(acknowledge('lead')).and(handle('lead')).and(confirm());
  issue.when(supervise('group')).refused('ISSUE_CLOSED');
});
