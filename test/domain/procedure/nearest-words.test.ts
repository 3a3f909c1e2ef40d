import { knownWords, nearest, suggestion, unknown } from '../../../domain/procedure/documents/nearest';

describe('GIVEN a word that nobody knows', () => {
  it.each([
    ['a letter is missing', 'acknowlege', ['handle', 'acknowledge'], 'acknowledge'],
    ['a letter is there twice', 'hanndle', ['acknowledge', 'handle'], 'handle'],
    ['a letter is another', 'handlo', ['handle'], 'handle'],
    ['two letters are another', 'hindlo', ['handle'], 'handle'],
    ['its beginning is missing', 'ndle', ['handle'], 'handle'],
    ['it is written large', 'HANDLE', ['handle'], 'handle'],
    ['the known word is written large', 'not_due', ['NOT_DUE'], 'NOT_DUE'],
    ['a long word may differ in a third of it', 'acknowledgxxxx', ['acknowledgment'], 'acknowledgment'],
  ])('WHEN %s THEN the word that was meant is found', (_, word, known, meant) => {
    expect(nearest(word, known)).toBe(meant);
  });

  it.each([
    ['three letters of six are another', 'hixxlo', ['handle']],
    ['its beginning is missing and its end is another', 'ndlx', ['handle']],
    ['it is three letters too short', 'han', ['handle']],
    ['it is three letters too long', 'handleress', ['handle']],
    ['more than a third of a long word is another', 'acknowledxxxxx', ['acknowledgment']],
    ['it shares nothing but its length', 'ab', ['cd']],
    ['there is no other', 'handle', []],
  ])('WHEN %s THEN nothing is guessed', (_, word, known) => {
    expect(nearest(word, known)).toBeUndefined();
  });

  it('WHEN several are near THEN the nearest is meant, and of two the first', () => {
    expect(nearest('handel', ['hands', 'handle', 'handed'])).toBe('handed');
    expect(nearest('lead-3', ['lead-1', 'lead-2'])).toBe('lead-1');
    expect(nearest('handled', ['handler', 'handled', 'handles'])).toBe('handled');
  });

  it('WHEN a whole text was pasted THEN its beginning is looked at, and it is not repeated', () => {
    const pasted = `${'a'.repeat(64)}${'b'.repeat(40)}`;
    expect(nearest(pasted, ['a'.repeat(64)])).toBe('a'.repeat(64));
    expect(unknown('unit', pasted, [])).toBe(`unknown unit "${'a'.repeat(64)}..."; none is known`);
    expect(unknown('unit', 'a'.repeat(64), [])).toBe(`unknown unit "${'a'.repeat(64)}"; none is known`);
  });

  it('WHEN it is told THEN with the word that was meant, or with those that are known', () => {
    expect(unknown('unit', 'oleaster-11', ['oleaster-1'])).toBe(
      'unknown unit "oleaster-11"; did you mean "oleaster-1"?',
    );
    expect(suggestion('watr', ['water', 'lamps'].values())).toBe('did you mean "water"?');
    expect(suggestion('sewer', ['lamps', 'planting'].values())).toBe('known are lamps, planting');
  });

  it('WHEN many are known THEN a dozen of them are told, and how many there are', () => {
    const words = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `w${index + 1}`);
    expect(knownWords(words(12))).toBe('known are w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12');
    expect(knownWords(words(13))).toBe('known are w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12, ... (13 in all)');
  });
});
