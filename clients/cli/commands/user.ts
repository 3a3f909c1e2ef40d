/** Local accounts. A password comes from the terminal, unseen, or from stdin; never from the command line. */
import { DoorstepError } from '../../../contracts/errors';
import { personOf } from '../../../domain/directory/directory';
import { accountName, addAccount, listAccounts, setDisabled, setPassword } from '../../../store/identity';
import { personId } from '../../sdk';
import type { Session } from '../session';
import { table } from '../show/table';
import { withStore, workerOf } from './identity-store';
import { identityWords } from './identity-words';

export interface UserAddOptions {
  readonly person?: string;
  readonly operator?: boolean;
}

/** Throws PERSON_UNKNOWN, PASSWORD_UNFIT, ACCOUNT_EXISTS. */
export async function userAdd(session: Session, written: string, options: UserAddOptions): Promise<void> {
  const name = nameArgument(written);
  const isOperator = options.operator === true;
  const person = options.person ?? (isOperator ? null : name);
  if (person !== null) {
    const place = await session.place();
    if (place !== null) personOf(place, personId(person), 'person');
  }
  const password = await askPassword(session);
  await withStore(session, (database) =>
    addAccount(database, { name, person, isOperator, createdBy: workerOf(session) }, password),
  );
  session.answer({ account: { name, person, isOperator } }, () => identityWords[session.lang].added(name));
}

export async function userList(session: Session): Promise<void> {
  const accounts = await withStore(session, listAccounts);
  session.answer({ accounts }, () => {
    const words = identityWords[session.lang];
    if (accounts.length === 0) return words.noUsers;
    const clock = session.clock();
    const { name, person, operator, created, signedIn, state } = words.userColumn;
    return table(
      [name, person, operator, created, signedIn, state],
      accounts.map((account) => [
        account.name,
        account.person === null ? '' : session.names().person(account.person),
        account.isOperator ? words.yes : '',
        clock.local(account.createdAtMs),
        account.signedInAtMs === null ? words.never : clock.local(account.signedInAtMs),
        account.disabledAtMs === null ? words.state.active : words.state.disabled,
      ]),
    );
  });
}

/** Throws ACCOUNT_UNKNOWN. */
export const userDisable = (session: Session, written: string): Promise<void> => turn(session, written, true);
/** Throws ACCOUNT_UNKNOWN. */
export const userEnable = (session: Session, written: string): Promise<void> => turn(session, written, false);

async function turn(session: Session, written: string, isDisabled: boolean): Promise<void> {
  const name = nameArgument(written);
  await withStore(session, async (database) => {
    if (await setDisabled(database, name, isDisabled)) return;
    if (!(await listAccounts(database)).some((account) => account.name === name)) throw unknown(name);
  });
  const words = identityWords[session.lang];
  session.answer({ account: { name, isDisabled } }, () => (isDisabled ? words.disabled(name) : words.enabled(name)));
}

/** Throws ACCOUNT_UNKNOWN and PASSWORD_UNFIT. */
export async function userPassword(session: Session, written: string): Promise<void> {
  const name = nameArgument(written);
  const password = await askPassword(session);
  const done = await withStore(session, (database) => setPassword(database, name, password));
  if (!done) throw unknown(name);
  session.answer({ account: { name } }, () => identityWords[session.lang].newPassword(name));
}

function nameArgument(written: string): string {
  const name = accountName(written);
  if (name !== null) return name;
  throw new DoorstepError('ARGUMENT_INVALID', 'The name of an account is 1 to 64 of a-z, 0-9 and -.', {
    place: { field: 'name' },
  });
}

const unknown = (name: string): DoorstepError => new DoorstepError('ACCOUNT_UNKNOWN', `There is no account ${name}.`);

/** Twice at a terminal, since nobody sees it; once from a pipe. */
async function askPassword({ io, lang }: Session): Promise<string> {
  const words = identityWords[lang];
  if (io.askSecret === undefined) return ((await io.stdin?.()) ?? '').replace(/\r?\n$/, '');
  const password = await io.askSecret(words.ask);
  if (password === (await io.askSecret(words.askAgain))) return password;
  throw new DoorstepError('ARGUMENT_INVALID', 'The two passwords are not the same.', { place: { field: 'password' } });
}
