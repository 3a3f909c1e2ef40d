/** What the directory says of who is there, with less in it. */
import type { Staffing } from '../../domain';
import { given } from '../world/practice';
import { fewerPeople } from './smaller-clauses';

export function* smallerStaffing(staffing: Staffing): Generator<Staffing> {
  const { posts, away = [] } = staffing;
  if (posts.length > 1) yield { ...staffing, posts: [] };
  for (const index of posts.keys()) yield { ...staffing, posts: posts.toSpliced(index, 1) };
  if (away.length > 0) yield given<Staffing>({ ...staffing, away: undefined });
  for (const [index, { deputy, ...alone }] of away.entries())
    if (deputy !== undefined) yield { ...staffing, away: away.with(index, alone) };
  for (const [index, post] of posts.entries())
    for (const fewer of fewerPeople(post)) yield { ...staffing, posts: posts.with(index, fewer) };
  if (staffing.directory !== 1) yield { ...staffing, directory: 1 };
}
