/** G12 in the logs: an error is found again by its code, and says nothing that a caller typed. */
import { ApplicationFailure, type Logger as TemporalLogger } from '@temporalio/common';
import type { Logger } from 'pino';
import { DoorstepError } from '../../contracts/errors';
import { createLogger } from '../../workers/process';
import { temporalLogger } from '../../workers/temporal-logger';

const PHONE = '13800001111';

/** The lines that are written, as text and as JSON. */
function written(say: (log: Logger) => void) {
  const lines: string[] = [];
  say(createLogger('test', {}, { write: (line) => void lines.push(line) }));
  return { text: lines.join(''), lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

const typed = () => new Error(`${PHONE} is no person`);
const coded = () =>
  new DoorstepError('PERSON_UNKNOWN', 'The reporter is not known to the directory.', {
    place: { field: 'reporter' },
    details: { given: PHONE },
    cause: typed(),
  });
const failure = () =>
  ApplicationFailure.create({
    message: 'The report is malformed.',
    type: 'COMMAND_MALFORMED',
    details: [{ problems: [PHONE] }],
    cause: typed(),
  });
/** As the SDK hands it on from a server: with what was sent. */
const received = () => Object.assign(failure(), { failure: { applicationFailureInfo: { details: PHONE } } });

it.each([
  ['DoorstepError', 'PERSON_UNKNOWN', coded],
  ['ApplicationFailure', 'COMMAND_MALFORMED', failure],
  ['ApplicationFailure', 'COMMAND_MALFORMED', received],
])('of a %s (%s) the code and our sentence are logged, not what was typed', (type, code, make) => {
  const error = make();
  const { text, lines } = written((log) => log.warn({ err: error, issue: 'i-1' }, 'refused'));
  expect(text).not.toContain(PHONE);
  expect(lines).toMatchObject([{ issue: 'i-1', msg: 'refused', err: { type, code, message: error.message } }]);
});

it('the same when Temporal’s SDK logs it', () => {
  const { text, lines } = written((log) => {
    const temporal: TemporalLogger = temporalLogger(log);
    temporal.warn('Activity failed', { workflowId: 'issue/i-1', error: received(), activityInput: PHONE });
    temporal.warn('Activity failed', { workflowId: 'issue/i-1', error: coded() });
  });
  expect(text).not.toContain(PHONE);
  expect(lines).toMatchObject([
    { workflowId: 'issue/i-1', err: { code: 'COMMAND_MALFORMED' } },
    { workflowId: 'issue/i-1', err: { code: 'PERSON_UNKNOWN' } },
  ]);
});

it('an unexpected error keeps its stack and the places of its causes, without their words and fields', () => {
  const inner = Object.assign(new Error(`bad value\n    at ${PHONE}`), { code: '22P02', where: PHONE });
  const outer = Object.assign(new Error('a step failed', { cause: inner }), { detail: PHONE });
  const { text, lines } = written((log) => log.error({ err: outer }, 'unexpected'));
  expect(text).not.toContain(PHONE);
  const { stack } = (lines[0] as { err: { stack: string } }).err;
  expect(stack).toMatch(/^Error: a step failed\n {4}at .*log-errors\.test\.ts/);
  expect(stack).toMatch(/\ncaused by: Error 22P02\n {4}at .*log-errors\.test\.ts/);
});

it('a defect that has a code of its own keeps its stack too', () => {
  const { lines } = written((log) => log.error({ err: new DoorstepError('UNEXPECTED', 'no such case') }, 'unexpected'));
  expect(lines).toMatchObject([{ err: { code: 'UNEXPECTED', stack: expect.stringContaining('    at ') as string } }]);
});

it('what is thrown and is no error is not quoted, and causes that go in a circle end', () => {
  const circle = new Error('round');
  circle.cause = circle;
  const { text, lines } = written((log) => {
    log.error({ err: PHONE }, 'thrown');
    log.error({ err: { given: PHONE } }, 'thrown');
    log.error({ err: circle }, 'thrown');
  });
  expect(text).not.toContain(PHONE);
  expect(lines.map(({ err }) => (err as { type: string }).type)).toEqual(['string', 'object', 'Error']);
});
