/** The live picture: every event has its line, and leaves the issue where the rules say. */
import { Board } from '../../clients/demo/board';
import { demoNames } from '../../clients/demo/names';
import { frame } from '../../clients/demo/view/frame';
import { publishedData } from '../../contracts/published-event';
import type { PublishedEvent } from '../../contracts/published-event';
import type { IssueEvent } from '../../domain';
import { readPolicies } from '../../policies/read';
import { everyEvent } from '../support/every-event';
import { History } from './history';
import { acknowledge, approve, askSuspension, CHECKED, failCheck, handle, HOUR, passCheck, T0 } from '../domain/given';
import { askReturn, dispatch, PARTY_RULES } from '../domain/parties';

const heard = (event: IssueEvent): PublishedEvent => ({ type: event.type, ...publishedData(event) }) as PublishedEvent;
const policies = readPolicies();

test.each(['en', 'zh'] as const)('there is a line for every event as it comes over NATS: %s', (lang) => {
  for (const event of Object.values(everyEvent)) {
    const board = new Board();
    board.enter('i-1', { seq: 1, actor: 'ladder', occurredAtMs: T0 + HOUR, event: heard(event) });
    const scene = { board, names: demoNames(policies, lang), lang, scale: 3_600, startMs: T0, reports: 1 };
    const text = frame(scene, T0 + 2 * HOUR, [], 400);
    expect(text).not.toMatch(/undefined|NaN|\[object/);
    expect(text.trimEnd().split('\n').at(-1)).toMatch(/\+3600h00 /);
  }
});

test.each([
  ['a dispatch and its return', new History(undefined, PARTY_RULES).does(dispatch('lead', 'property'))],
  [
    'given back',
    new History(undefined, PARTY_RULES)
      .does(dispatch('lead', 'property'))
      .does(acknowledge('manager'))
      .does(askReturn('manager'))
      .does(approve('lead')),
  ],
  ['to be checked', new History(undefined, CHECKED).does(acknowledge('lead')).does(handle('lead'))],
  [
    'to be redone',
    new History(undefined, CHECKED).does(acknowledge('lead')).does(handle('lead')).does(failCheck('inspector')),
  ],
  [
    'found done',
    new History(undefined, CHECKED).does(acknowledge('lead')).does(handle('lead')).does(passCheck('inspector')),
  ],
  [
    'suspended',
    new History()
      .does(acknowledge('lead'))
      .does(askSuspension('lead', T0 + 20 * HOUR))
      .does(approve('grid')),
  ],
  ['climbed', new History().waits(4 * HOUR)],
])('the board shows where an issue stands: %s', (_, history) => {
  const board = new Board();
  for (const { seq, actor, occurredAtMs, event } of history.audited().log)
    board.enter('i-1', { seq, actor, occurredAtMs, event: heard(event) });
  const { stage, rules, tier } = history.state;
  expect(board.count(rules.tiers[tier - 1]?.role)[stage]).toBe(1);
});
