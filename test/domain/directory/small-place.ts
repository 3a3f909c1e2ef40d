/** A place of two grids and three buildings, as small as one can be, and ways to write it differently. */
import { DoorstepError } from '../../../contracts/errors';
import { readCalendar } from '../../../domain/calendar/parse';
import type { Calendar } from '../../../domain/calendar/calendar';
import type { HasCalendars } from '../../../domain/directory/calendars';
import type { Checked } from '../../../domain/directory/checked';
import { buildDirectory } from '../../../domain/directory/directory';
import { readCommunity } from '../../../domain/directory/parse';
import { newest } from '../../../domain/procedure/documents/versions';
import { readProcedure } from '../../../domain/procedure/parse';

const name = 'name: { zh: 名, en: Name }';
export const COMMUNITY = `id: small
version: 1
${name}
zone: Asia/Shanghai
units:
  - { id: town, level: community, ${name} }
  - { id: east, level: grid, parent: town, ${name} }
  - { id: west, level: grid, parent: town, ${name} }
  - { id: east-1, level: building, parent: east, ${name} }
  - { id: east-2, level: building, parent: east, ${name} }
  - { id: west-1, level: building, parent: west, ${name} }
people:
  - { id: lead, name: 甲, lang: zh }
  - { id: worker, name: 乙, lang: zh }
  - { id: helper, name: 丙, lang: en }
  - { id: chair, name: 丁, lang: zh }
  - { id: vice, name: 戊, lang: zh }
roles:
  - { id: lead, levels: [building], ${name} }
  - { id: worker, levels: [grid], ${name} }
  - { id: board, levels: [community], ${name} }
  - { id: plumber, levels: [community, grid], ${name} }
posts:
  - { role: lead, unit: east-1, people: [lead] }
  - { role: lead, unit: east-2, people: [lead] }
  - { role: lead, unit: west-1, people: [lead] }
  - { role: worker, unit: east, people: [worker, helper] }
  - { role: worker, unit: west, people: [worker, helper] }
  - { role: board, unit: town, people: [chair, vice] }
  - { role: plumber, unit: east, people: [helper] }
categories:
  - { id: lamps, ${name} }
  - { id: water, ${name} }
routing:
  - { when: { category: [lamps], severity: [low] }, procedure: other }
  - { procedure: main }
`;
export const PROCEDURE = `id: main
version: 1
${name}
tiers:
  - { key: first, role: lead, level: building, acknowledge: 1h, handle: 2h, repeat: { every: 1h, times: 1 } }
  - { key: second, role: worker, level: grid, acknowledge: 1h, handle: 2h, repeat: { every: 1h, times: 1 } }
  - { key: third, role: board, level: community, acknowledge: 1h, handle: 2h, repeat: { every: 1h } }
evidence: { minimum: 1 }
extension: { maximum: 1, limit: 2h, decide: 1h }
suspension: { maximum: 1, limit: 3d, decide: 1h }
force-close: { decide: 1h }
confirmation: { within: 1d, repeat: { every: 5h, times: 1 } }
reopen: { within: 5d }
`;
const CALENDAR = `id: office
version: 1
${name}
zone: Asia/Shanghai
known-through: 2026-12-31
week: { monday: ['08:00-16:00'] }
source: made up
`;

/** One piece of a text, which has to be there, written differently. */
export function but(text: string, piece: string, by: string): string {
  if (!text.includes(piece)) throw new Error(`${piece} is not there`);
  return text.replace(piece, () => by);
}
/** The line, from 1, on which a piece of a text stands. */
export const lineIn = (text: string, piece: string): number => text.slice(0, text.indexOf(piece)).split('\n').length;

export const calendarOf = (id: string, changes: (text: string) => string = (text) => text): Calendar => {
  const { calendar, problems } = readCalendar({
    path: `${id}.yaml`,
    text: changes(but(CALENDAR, 'id: office', `id: ${id}`)),
  });
  if (calendar === undefined) throw new Error(JSON.stringify(problems));
  return calendar;
};
export const read = (text: string) => readCommunity([{ path: 'community.yaml', text }]);
/** `field reason` of everything that is wrong with a community by itself. */
export const wrongWith = (text: string): readonly string[] =>
  read(text).problems.map(({ field, reason }) => `${field} ${reason}`);

export function place(text = COMMUNITY, ...calendars: readonly Calendar[]): Checked & HasCalendars {
  const { community, document, problems } = read(text);
  if (community === undefined || document === undefined) throw new Error(JSON.stringify(problems, null, 1));
  return { community, document, directory: buildDirectory(community), calendars: newest(calendars) };
}
export function procedureOf(text = PROCEDURE) {
  const { procedure, document, problems } = readProcedure({ path: 'main.yaml', text });
  if (procedure === undefined || document === undefined) throw new Error(JSON.stringify(problems, null, 1));
  return { procedure, document };
}

/** How an attempt is refused; fails the test when it is not, or with any other error. */
export function refusal(attempt: () => unknown): DoorstepError {
  try {
    attempt();
  } catch (error) {
    if (error instanceof DoorstepError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
