/** Makes, replaces and takes away the keys of NATS users. Says where they lie, never what they are. */
import { resolve } from 'node:path';
import { dataFolder } from '../../../contracts/connections';
import { personOf } from '../../../domain/directory/directory';
import { keepCredentials, type CredentialsKept } from '../../../messaging/permissions';
import { reloadNats } from '../../../stack';
import { dataLayout } from '../../../stack/data-folder';
import { personId } from '../../sdk';
import type { Session } from '../session';
import { table } from '../show/table';
import { natsWords } from './nats-words';

export interface NatsCredentialsOptions {
  readonly out?: string;
  readonly person?: readonly string[];
  readonly administrator?: boolean;
  readonly rotate?: readonly string[];
  readonly finish?: boolean;
  readonly revoke?: readonly string[];
}

/** Throws PERSON_UNKNOWN, and what keepCredentials and reloadNats throw. */
export async function natsCredentials(session: Session, options: NatsCredentialsOptions): Promise<void> {
  const dataDir = dataFolder(session.io.env);
  const { natsUsers } = dataLayout(dataDir);
  const folder = resolve(options.out ?? natsUsers);
  const { person: persons = [], administrator = false, rotate = [], finish = false, revoke = [] } = options;
  const policies = session.policies();
  for (const person of persons) if (policies !== null) personOf(policies, personId(person), 'person');
  let reloaded = false;
  const kept = await keepCredentials({
    folder,
    persons,
    administrator,
    rotate,
    finish,
    revoke,
    reload: async () => {
      if (folder === natsUsers) reloaded = await reloadNats(dataDir);
    },
  });
  session.answer({ ...kept, reloaded }, () => credentialsText(session, kept, reloaded));
}

function credentialsText({ lang }: Session, { users, authorizationFile }: CredentialsKept, reloaded: boolean): string {
  const words = natsWords[lang];
  const { user, did, seedFile } = words.column;
  const rows = users.map((one) => [
    one.name,
    [words.did[one.did], ...(one.former === 0 ? [] : [words.former(one.former)])].join(', '),
    one.did === 'revoked' ? '' : one.seedFile,
  ]);
  return [
    table([user, did, seedFile], rows, null),
    '',
    words.secret,
    reloaded ? words.reloaded : words.include(authorizationFile),
    ...(users.some(({ former }) => former > 0) ? [words.goOn] : []),
  ].join('\n');
}
