/**
 * Leaves out what is said to people: a literal of two words and more, with what is put into it. Programs read codes, and
 * a test that repeats a sentence proves nothing. Nothing else is left out.
 */
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const WORDS = /\p{L}[,;:]? \p{L}/u;
const said = ({ node }) =>
  node.type === 'StringLiteral'
    ? node.value
    : node.type === 'TemplateLiteral'
      ? node.quasis.map(({ value }) => value.cooked).join('x')
      : '';

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'sentences', {
    shouldIgnore: (path) => (WORDS.test(said(path)) ? 'a sentence for people' : undefined),
  }),
];
