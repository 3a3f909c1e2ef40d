import { createCircuits } from '../../../workers/channels/circuits';

let nowMs = 0;
const now = () => nowMs;
beforeEach(() => (nowMs = 1_000_000));
const failing = (times: number) => {
  const circuits = createCircuits(now);
  for (let n = 0; n < times; n += 1) {
    expect(circuits.waitMs('a')).toBe(0);
    circuits.failed('a');
  }
  return circuits;
};

it('stays closed for a few failures, and a success forgets them', () => {
  const circuits = failing(4);
  circuits.succeeded('a');
  for (let n = 0; n < 4; n += 1) circuits.failed('a');
  expect(circuits.waitMs('a')).toBe(0);
});

it('opens after five in a row, for this endpoint alone', () => {
  const circuits = failing(5);
  expect(circuits.waitMs('a')).toBeGreaterThan(10_000);
  expect(circuits.waitMs('b')).toBe(0);
});

it('lets one probe through when its time is over; a failed one closes the door for longer, a good one opens it for all', () => {
  const circuits = failing(5);
  nowMs += circuits.waitMs('a');
  expect(circuits.waitMs('a')).toBe(0);
  expect(circuits.waitMs('a')).toBeGreaterThan(0);
  circuits.failed('a');
  expect(circuits.waitMs('a')).toBeGreaterThan(20_000);
  nowMs += circuits.waitMs('a');
  expect(circuits.waitMs('a')).toBe(0);
  circuits.succeeded('a');
  expect(circuits.waitMs('a')).toBe(0);
  expect(circuits.waitMs('a')).toBe(0);
});

it('letters that were under way when it opened do not keep it open', () => {
  const circuits = failing(5);
  const waitMs = circuits.waitMs('a');
  for (let n = 0; n < 20; n += 1) circuits.failed('a');
  expect(circuits.waitMs('a')).toBe(waitMs);
});

it('a probe that came to nothing leaves room for the next', () => {
  const circuits = failing(5);
  nowMs += circuits.waitMs('a');
  expect(circuits.waitMs('a')).toBe(0);
  circuits.forgo('a');
  expect(circuits.waitMs('a')).toBe(0);
});

it('waits as long as the endpoint asks for, and no longer', () => {
  const circuits = createCircuits(now);
  circuits.pause('a', 30_000);
  expect(circuits.waitMs('a')).toBe(30_000);
  nowMs += 30_000;
  expect(circuits.waitMs('a')).toBe(0);
});
