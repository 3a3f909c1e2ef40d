/** Who was there: those who are away as a scenario of a procedure says it (`absent`), posts by who holds them and is called. */
import type { Posted, Staffing } from '../../domain';
import type { HistoryWords } from './words';

export function staffingText({ posts, away = [] }: Staffing, words: HistoryWords): string {
  const absent = away.map(({ person, deputy }) =>
    deputy === undefined ? `{ person: ${person} }` : `{ person: ${person}, deputy: ${deputy} }`,
  );
  return [
    ...(absent.length === 0 ? [] : [`absent: [${absent.join(', ')}]`]),
    ...posts.map((post) => `${[post.role, ...(post.competence ?? [])].join('+')} (${peopleText(post, words)})`),
  ].join('; ');
}

/** `ana, bo`, and who of them is called where that is not everybody. */
export function peopleText({ people, called }: Posted, words: HistoryWords): string {
  const all = people.join(', ') || words.nobody;
  return called === undefined ? all : `${all}; ${words.there(called.join(', ') || words.nobody)}`;
}
