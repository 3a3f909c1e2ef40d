/** The person leaves: the directory says so and names them no more, and what they have is handed over as it is of anybody who left. */
import { sql } from 'kysely';
import type { Database } from '../../database';
import { readDirectory, writeDirectory } from '../../directory';
import { isPlain, type Plain, type WrittenDirectory } from '../../directory/sections';
import { keepFound, type Erasure } from './erasure';

/** As doorstep.erased_entry writes it. */
export const ERASED_NAME = '已注销 (erased)';
const MINUTE_MS = 60_000;

/**
 * False while the person still has issues that others have not taken over; the engine sees to that. Throws
 * DIRECTORY_CHANGED when somebody else changes the directory meanwhile: done once more it is in order.
 */
export async function leaveDirectory(database: Database, { id, person, askedBy }: Erasure): Promise<boolean> {
  const stored = await readDirectory(database);
  if (stored !== undefined) {
    const document = withoutPerson(stored.document, person, Date.now());
    const reason = `erasure ${id}`;
    await writeDirectory(database, { document, against: stored.version, actor: askedBy, reason });
  }
  const { rows } = await sql<{ held: number }>`
    select count(*) as held from doorstep.issue where assignee = ${person} and stage = 'handling'`.execute(database.db);
  const held = rows[0]?.held ?? 0;
  await keepFound(database.db, id, 'hand-over', { issues: held });
  return held === 0;
}

/** The same document for whoever has left it, or never was in it. */
export function withoutPerson(document: WrittenDirectory, person: string, nowMs: number): WrittenDirectory {
  const { people, absences } = document;
  if (!Array.isArray(people) || !people.some((one) => isPlain(one) && one['id'] === person)) return document;
  return {
    ...document,
    people: people.map((one: unknown) => (isPlain(one) && one['id'] === person ? left(one, nowMs) : one)),
    ...(Array.isArray(absences)
      ? {
          absences: absences.map((one: unknown) => {
            if (!isPlain(one) || one['person'] !== person) return one;
            const { kind: _, ...rest } = one;
            return rest;
          }),
        }
      : {}),
  };
}

function left({ id, name, lang, from, until }: Plain, nowMs: number): Plain {
  const now = `${new Date(nowMs - MINUTE_MS).toISOString().slice(0, 16)}Z`;
  // Erased before: nothing changes any more.
  if (name === ERASED_NAME) return { id, name, lang, ...(from === undefined ? {} : { from }), until: until ?? now };
  const isOver = typeof until === 'string' && Date.parse(until) < nowMs;
  return {
    id,
    name: ERASED_NAME,
    lang,
    ...(typeof from === 'string' && Date.parse(from) < nowMs - MINUTE_MS ? { from } : {}),
    until: isOver ? until : now,
  };
}
