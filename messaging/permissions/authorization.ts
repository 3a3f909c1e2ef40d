/** The users as the configuration of a NATS server names them: public keys and what each may do, nothing secret. */
import { permissionsOf, userName, type NatsUser } from './roles';

export interface KnownUser {
  readonly user: NatsUser;
  readonly publicKey: string;
  /** Keys that are being replaced; still valid until the rotation is finished. */
  readonly formerKeys: readonly string[];
}

/** To be included by the server's configuration, or copied into that of a cluster's servers: all need the same. */
export const authorizationText = (users: readonly KnownUser[]): string =>
  [
    '# Made by `doorstep nats credentials` and made anew at every change of keys; changes here are lost.',
    '# Public keys only. Every server of a cluster needs this file, and has to be told of a change (SIGHUP).',
    'authorization {',
    '  users = [',
    ...users.flatMap(entries),
    '  ]',
    '}',
    '',
  ].join('\n');

function entries({ user, publicKey, formerKeys }: KnownUser): readonly string[] {
  const { publish, subscribe, neverPublish } = permissionsOf(user);
  const lines = [
    '      permissions {',
    `        publish { allow = ${list(publish)}, deny = ${list(neverPublish)} }`,
    `        subscribe { allow = ${list(subscribe)} }`,
    '      }',
    '    }',
  ];
  return [publicKey, ...formerKeys].flatMap((key, index) => [
    `    # ${userName(user)}${index === 0 ? '' : ', the former key: until the rotation is finished'}`,
    `    {`,
    `      nkey: ${key}`,
    ...lines,
  ]);
}

/** The server's format takes JSON's lists of strings. */
const list = (subjects: readonly string[]): string => JSON.stringify(subjects).replaceAll(',', ', ');
