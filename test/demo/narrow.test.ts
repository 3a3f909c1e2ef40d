/** The summary on a narrow terminal: more lines, and not a word or a figure less. */
import { demoNames } from '../../clients/demo/names';
import type { Result } from '../../clients/demo/result';
import { summarise } from '../../clients/demo/summary/summary';
import { tellResult } from '../../clients/demo/summary/tell';
import { demoWords } from '../../clients/demo/words';
import { widthOf, wrap } from '../../clients/cli/show/wrap';
import { readPolicies } from '../../policies/read';
import { GUARANTEES } from '../../store';
import { acknowledge, confirm, handle } from '../domain/given';
import { History } from './history';

const policies = readPolicies();
const closed = new History().does(acknowledge('lead')).does(handle('lead')).does(confirm());
const people = {
  restarts: 1,
  repeats: 20,
  refused: 300,
  refusedByCode: {},
  secondDecisionsRefused: 4,
  ownDecisionsRefused: 5,
  signals: 6,
  faults: [],
};

const told = (lang: 'en' | 'zh', width: number | undefined): string => {
  const names = demoNames(policies, lang);
  const result: Result = {
    ok: true,
    isKept: true,
    isPromised: false,
    unseen: [],
    scale: 3_600,
    seed: 7,
    summary: summarise([closed.audited()], names.ladder),
    findings: GUARANTEES.map((guarantee) => ({ guarantee, ok: true, checked: 12_345, violations: [], remarks: [] })),
    people,
    unfinished: ['i-1', 'i-2'],
    tookMs: 61_000,
  };
  return tellResult(result, names, demoWords[lang], width);
};
/** Whatever stands in it, however it is laid out. */
const inside = (text: string): readonly string[] => [...text.replace(/[\s·]/g, '')].sort();

describe.each(['en', 'zh'] as const)('in %s', (lang) => {
  const wide = told(lang, undefined);

  test.each([80, 60, 40])('no line is longer than %i columns and none is cut', (width) => {
    const text = told(lang, width);
    expect(text.split('\n').filter((line) => widthOf(line) > width)).toEqual([]);
    expect(text).not.toContain('…');
    // The heads of the ladder's columns are said once a tier where it becomes a list: everything else is the same.
    const rest = (all: string): string => all.split('\n').slice(all.split('\n').indexOf('', 1)).join('\n');
    expect(inside(rest(text)).join('')).toBe(inside(rest(wide)).join(''));
    const { columns } = demoWords[lang];
    const ladder = text.slice(0, text.length - rest(text).length).replace(/\s/g, '');
    for (const role of demoNames(policies, lang).ladder)
      expect(ladder).toContain(demoNames(policies, lang).role(role).replace(/\s/g, ''));
    for (const head of [columns.reached, columns.onTime, columns.never, columns.handledOnTime])
      expect(ladder).toContain(head.replace(/\s/g, ''));
  });

  test('where there is room it is as it was', () => {
    expect(told(lang, 1_000)).toBe(wide);
    expect(wide).not.toContain('\u00a0');
  });
});

test('words stay whole while they fit a line, Chinese breaks anywhere but before its punctuation', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrap('one\u00a0two three', 9)).toEqual(['one two', 'three']);
  expect(wrap('one\u00a0two', 5)).toEqual(['one', 'two']);
  expect(wrap('催办 末级告警\u00a00', 12)).toEqual(['催办', '末级告警 0']);
  expect(wrap('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
  expect(wrap('居民认可，结案', 8)).toEqual(['居民认', '可，结案']);
});
