import { refusedSignal, type Refusal } from '../../domain';

const refusal: Refusal = { code: 'COMMAND_MALFORMED', message: 'approve.by must be an id.', allowed: [] };

describe('the event that a refused signal leaves', () => {
  test('GIVEN a sender in the form of an id THEN it is kept', () => {
    expect(refusedSignal('approve', 'worker-oleaster-1', refusal)).toEqual({
      type: 'command-refused',
      command: 'approve',
      by: 'worker-oleaster-1',
      code: 'COMMAND_MALFORMED',
      message: 'approve.by must be an id.',
    });
  });

  test.each([
    ['a name and a number', '王秀英 139 0000 0000'],
    ['a number with a plus', '+8613900000000'],
    ['capitals', 'DROP TABLE'],
    ['too much', 'x'.repeat(65)],
    ['a line of its own behind an id', 'grid-1\n139'],
    ['nothing', ''],
    ['no text', { id: 'grid-1' }],
    ['nothing at all', undefined],
  ])('GIVEN a sender that is %s THEN nothing of it gets into the log', (_what, by) => {
    expect(refusedSignal('approve', by, refusal).by).toBe('?');
  });
});
