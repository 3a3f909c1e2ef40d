import { quote } from '../../stack/supervisor/readable';

it('quotes the lines of a log as sentences', () => {
  const lines = [
    '{"level":60,"msg":"stopped by an error","err":{"message":"syntax error","stack":"at ..."}}',
    '{"level":"warn","msg":"slow"}',
    'FATAL: no space left',
  ];
  expect(quote(lines)).toBe('\n  | stopped by an error: syntax error\n  | slow\n  | FATAL: no space left');
  expect(quote([])).toBe('');
});
