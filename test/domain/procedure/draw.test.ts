import { draw } from '../../../domain/procedure/draw';
import { parseProcedure } from '../../../domain/procedure/parse';
import type { Procedure } from '../../../domain/procedure/procedure';
import { policies, textOf } from './shipped';

const shipped = (id: string): Procedure => policies.current.get(id) as Procedure;

// Each was read once by Mermaid 11 itself, which is too large to be installed for this.
test.each([
  ['default', 'zh'],
  ['default', 'en'],
  ['slow', 'en'],
  ['urgent', 'zh'],
  ['joint', 'zh'],
  ['joint', 'en'],
] as const)('%s in %s', (id, lang) => {
  expect(draw(shipped(id), lang)).toMatchSnapshot();
});

test('what the procedure rules out is not drawn', () => {
  expect(draw(shipped('urgent'), 'en')).not.toContain('suspend');
  const text = textOf('default.yaml').replace('extension: { maximum: 2', 'extension: { maximum: 0');
  expect(draw(parseProcedure({ path: 'p.yaml', text }), 'en')).not.toContain('extension, at most');
});

test('a name can not end a label or a state', () => {
  const text = textOf('default.yaml').replace('en: Four-tier loop', `en: 'The "loop"; a {b}: c # d'`);
  const [, name] = /state "([^\n]*)" as ladder \{/.exec(draw(parseProcedure({ path: 'p.yaml', text }), 'en')) ?? [];
  expect(name).toBe("The 'loop'  a  b   c   d · default@2");
});
