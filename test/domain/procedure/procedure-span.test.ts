import fc from 'fast-check';
import { formatSpan, parseSpan } from '../../../domain/procedure/documents/span';

describe('a span of time', () => {
  it.each([
    ['90s', 90_000],
    ['45m', 2_700_000],
    ['2h', 7_200_000],
    ['3d', 259_200_000],
    ['1d 12h', 129_600_000],
    ['0h15m', 900_000],
  ])('reads %s as %d ms', (text, spanMs) => expect(parseSpan(text)).toBe(spanMs));

  it.each(['', ' ', '2', '2 h', '-2h', '1.5h', '12h 1d', '2h 2h', '2H', 'PT2H', '2h ', 'h', '9999999d', 2, null, {}])(
    'does not read %p',
    (text) => expect(parseSpan(text)).toBeUndefined(),
  );

  it('is written as it is read, for any whole number of seconds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40_000_000 }),
        (seconds) => parseSpan(formatSpan(seconds * 1_000)) === seconds * 1_000,
      ),
    );
  });
});
