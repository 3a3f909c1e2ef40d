/** Wrong calls do not compile: the type-check proves it, so the calls are never made. */
import { issueId, partyKey, personId, unitId, type Doorstep, type Issues } from '../../clients/sdk';
import type { GatewayIssues } from '../../clients/sdk/http';

const issue = issueId('i-1');
const by = personId('lead-1');
const report = { text: 'x', category: 'lamps', unit: unitId('b-1'), reporter: by, channel: 'app' };

export const wrong = (doorstep: Doorstep): readonly (() => unknown)[] => [
  // @ts-expect-error a person is no issue
  () => doorstep.acknowledge(by, { by }),
  // @ts-expect-error a text is no person until it is checked
  () => doorstep.acknowledge(issue, { by: 'lead-1' }),
  // @ts-expect-error a handling has a note and evidence
  () => doorstep.handle(issue, { by }),
  // @ts-expect-error an extension says by how much
  () => doorstep.request(issue, { by, kind: 'extension', reason: 'parts' }),
  // @ts-expect-error a force-close has nothing to extend
  () => doorstep.request(issue, { by, kind: 'force-close', reason: 'moved', extendByMs: 1 }),
  // @ts-expect-error a wrong dispatch is given back, without a date
  () => doorstep.request(issue, { by, kind: 'return', reason: 'not ours', untilMs: 1 }),
  // @ts-expect-error a person is no party
  () => doorstep.dispatch(issue, { by, to: by }),
  // @ts-expect-error an issue goes with an issue
  () => doorstep.link(issue, { by, to: by, reason: 'same' }),
  // @ts-expect-error the resident has one of three answers
  () => doorstep['call-back'](issue, { by, answer: 'pleased' }),
  // @ts-expect-error a confirmation has no reason
  () => doorstep.confirm(issue, { by, reason: 'fine' }),
  // @ts-expect-error there is no such stage
  () => doorstep.waitFor(issue, 'done'),
  // @ts-expect-error there is no such severity
  () => doorstep.report({ ...report, severity: 'huge' }),
];

export const right = (doorstep: Doorstep): readonly (() => unknown)[] => [
  () => doorstep.request(issue, { by, kind: 'extension', reason: 'parts', extendByMs: 3_600_000 }),
  () => doorstep.request(issue, { by, kind: 'force-close', reason: 'moved' }),
  () => doorstep.request(issue, { by, kind: 'return', reason: 'not ours' }),
  () => doorstep.request(issue, { by, kind: 'void', reason: 'a test' }),
  () => doorstep.dispatch(issue, { by, to: partyKey('property') }),
  () => doorstep.verify(issue, { by }),
  () => doorstep.verifyChain(issue),
  () => doorstep.approve(issue, { by }, { commandId: 'app-1', occurredAtMs: 0 }),
  () => doorstep.waitFor(issue, (state) => state.tier > 1),
];

/** Whoever is written against the one interface takes any of the clients. */
export const anyOf = (straight: Doorstep, gateway: GatewayIssues): readonly Issues[] => [straight, gateway];

test('the calls above are judged by the compiler', () => {
  expect(typeof wrong).toBe('function');
});
