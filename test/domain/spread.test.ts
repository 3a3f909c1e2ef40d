import { natural, spreadOf, type IssueId, type IssueState, type Severity, type Wake } from '../../domain';
import { share } from '../../domain/kernel/spread';
import { given, HOUR, REPORT, RULES, T0 } from './given';

const WINDOW = 600_000;
const state = (severity: Severity, id = 'i-1'): IssueState => {
  const issue = given(T0, { ...RULES, spreadMs: WINDOW }, { ...REPORT, severity }).state;
  return { ...issue, id: id as IssueId };
};
const wake: Wake = { atMs: T0 + HOUR, clock: 'handle', tier: 1, round: 0 };
const many = (severity: Severity) =>
  Array.from({ length: 2_000 }, (_, index) => spreadOf(state(severity, `i-${index}`), wake));

test('without a window nothing is spread', () => {
  expect(spreadOf(given().state, wake)).toBe(0);
});

test('never early, never later than the window, and the severe ones first', () => {
  const [urgent, high, normal, low] = (['urgent', 'high', 'normal', 'low'] as const).map(many);
  expect(new Set(urgent)).toEqual(new Set([0]));
  const within = (lates: readonly number[] | undefined, from: number, to: number) => {
    expect(Math.min(...(lates ?? []))).toBeGreaterThanOrEqual(from * WINDOW);
    expect(Math.max(...(lates ?? []))).toBeLessThan(to * WINDOW);
  };
  within(high, 0.05, 0.25);
  within(normal, 0.25, 0.7);
  within(low, 0.7, 1);
});

test('evenly: of ids that differ in one letter no tenth of the window gets twice its share', () => {
  const tenths = Array.from({ length: 10 }, () => 0);
  for (let index = 0; index < 10_000; index += 1) tenths[Math.floor(share(`i-${index} wake`) * 10)]! += 1;
  for (const count of tenths) expect(Math.abs(count - 1_000)).toBeLessThan(150);
});

test('the share of a text is the same in every version of the program: the wakes of an issue stay where they are', () => {
  expect(share('a')).toBeCloseTo(0.103526, 6);
  expect(share('i-1 wake:handle:1:0:1772442000000')).toBeCloseTo(0.66643, 6);
});

test('always the same for a wake of an issue, and another for its next round', () => {
  expect(spreadOf(state('normal'), wake)).toBe(spreadOf(state('normal'), { ...wake }));
  const next = { ...wake, round: 1, atMs: wake.atMs + natural(HOUR).ms };
  expect(spreadOf(state('normal'), next)).not.toBe(spreadOf(state('normal'), wake));
});
