/** Keys of programs. The key itself is shown once, when it is made. */
import { DoorstepError } from '../../../contracts/errors';
import { personOf, unitOf } from '../../../domain/directory/directory';
import { SCOPES } from '../../../domain/rights';
import { addKey, listKeys, revokeKey, type ApiKey } from '../../../store/identity';
import { personId, unitId } from '../../sdk';
import { choiceArgument, spanArgument } from '../arguments';
import type { Session } from '../session';
import { table } from '../show/table';
import { withStore, workerOf } from './identity-store';
import { identityWords, type IdentityWords } from './identity-words';

export interface KeyAddOptions {
  readonly scope: readonly string[];
  readonly unit?: readonly string[];
  readonly person?: string;
  readonly actFor?: boolean;
  readonly expiresIn?: string;
}

/** Throws ARGUMENT_INVALID, PERSON_UNKNOWN, UNIT_UNKNOWN. */
export async function keyAdd(session: Session, written: string, options: KeyAddOptions): Promise<void> {
  const label = written.trim();
  if (label === '' || label.length > 100) throw wrong('label', 'The label of a key has 1 to 100 characters.');
  const scopes = [...new Set(options.scope.map((scope) => choiceArgument('--scope', scope, SCOPES)))];
  const person = options.person === undefined ? null : personId(options.person);
  const actsFor = options.actFor === true;
  if (person !== null && actsFor)
    throw wrong('--act-for', 'A key belongs to one person (--person) or acts for many (--act-for), not both.');
  const units = options.unit === undefined ? null : [...new Set(options.unit.map(unitId))];
  const place = await session.place();
  if (place !== null) {
    if (person !== null) personOf(place, person, 'person');
    units?.forEach((unit) => unitOf(place, unit));
  }
  const expiresAtMs =
    options.expiresIn === undefined ? null : Date.now() + spanArgument('--expires-in', options.expiresIn);
  const made = await withStore(session, (database) =>
    addKey(database, { label, scopes, units, person, actsFor, createdBy: workerOf(session), expiresAtMs }),
  );
  session.answer({ secret: made.text, key: made.key }, () =>
    identityWords[session.lang].keyMade({ id: made.key.id, text: made.text }),
  );
}

export async function keyList(session: Session): Promise<void> {
  const keys = await withStore(session, listKeys);
  session.answer({ keys }, () => {
    const words = identityWords[session.lang];
    if (keys.length === 0) return words.noKeys;
    const clock = session.clock();
    const { id, label, scopes, units, as, expires, used, state } = words.keyColumn;
    return table(
      [id, state, as, scopes, units, expires, used, label],
      keys.map((key) => [
        key.id,
        words.state[stateOf(key)],
        key.person === null ? (key.actsFor ? words.actsFor : words.program) : session.names().person(key.person),
        key.scopes.join(' '),
        key.units?.join(' ') ?? words.everywhere,
        key.expiresAtMs === null ? words.never : clock.local(key.expiresAtMs),
        key.lastUsedAtMs === null ? words.never : clock.local(key.lastUsedAtMs),
        key.label,
      ]),
    );
  });
}

/** Throws KEY_UNKNOWN. */
export async function keyRevoke(session: Session, id: string): Promise<void> {
  if (!(await withStore(session, (database) => revokeKey(database, id))))
    throw new DoorstepError('KEY_UNKNOWN', 'There is no such key, or it was revoked before.');
  session.answer({ key: { id, revoked: true } }, () => identityWords[session.lang].revoked(id));
}

function stateOf({ revokedAtMs, expiresAtMs }: ApiKey): keyof IdentityWords['state'] {
  if (revokedAtMs !== null) return 'revoked';
  return expiresAtMs !== null && expiresAtMs <= Date.now() ? 'expired' : 'active';
}

const wrong = (field: string, message: string): DoorstepError =>
  new DoorstepError('ARGUMENT_INVALID', message, { place: { field } });
