/** How the facts of a scenario are told: in the reader's language, and as a fixture would have them. */
import { inChinese } from '../../../domain/procedure/fixtures/words';
import type { ProcedureWords } from '../commands/procedure-words';
import type { Lang } from '../words/words';

export interface Telling {
  readonly words: ProcedureWords;
  readonly lang: Lang;
  readonly zone: string;
  readonly file: string;
}

/** The fixed words of a fixture in the language of whoever reads. */
export const said = ({ lang }: Pick<Telling, 'lang'>, field: string, value: string): string =>
  lang === 'zh' ? inChinese(field, value) : value;

/** As a fixture has it: the people first, then what all of them have in common. */
export function together(lines: readonly string[]): readonly string[] {
  const people = new Map<string, string[]>();
  for (const line of lines) {
    const [person = '', word = ''] = line.split(' ');
    people.set(word, [...(people.get(word) ?? []), person]);
  }
  return [...people].map(([word, whom]) => [...whom, word].join(' '));
}
