/** A gateway that knows who asks: accounts, keys and an identity provider of a test. */
import { pino } from 'pino';
import type { App } from '../../clients/http/app';
import type { Access } from '../../clients/http/identity/access';
import { openAccess } from '../../clients/http/identity/open-access';
import { readIdentitySettings } from '../../clients/http/identity/settings';
import { join } from 'node:path';
import { livePolicies, type LivePolicies } from '../../policies/place';
import { readPolicies } from '../../policies/read';
import { addAccount, addKey, type NewKey } from '../../store';
import { gatewayOn } from './gateway';
import type { World } from './world';

export const PASSWORD = 'four words that differ';
/** What a page of the site itself sends. */
export const MEANT = { 'doorstep-request': '1' };

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, string | string[] | number | undefined>;
}

export class Door {
  private constructor(
    readonly world: World,
    readonly app: App,
    readonly access: Access,
  ) {}

  static async open(
    world: World,
    env: Record<string, string> = {},
    more: { place?: LivePolicies } = {},
  ): Promise<Door> {
    const identity = readIdentitySettings(env);
    const place = more.place ?? livePolicies(readPolicies(join(world.folder, 'policies')), world.database);
    const access = openAccess({
      database: world.database,
      place,
      log: pino({ level: 'silent' }),
      settings: identity,
    });
    return new Door(world, await gatewayOn(world, { access, identity, place }), access);
  }

  async ask(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    headers: Record<string, string> = {},
    payload?: object,
  ): Promise<Answer> {
    const answer = await this.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
    return { status: answer.statusCode, body: parsed(answer.body), headers: answer.headers };
  }

  /** The header with which a program comes. */
  async key(more: Partial<NewKey> = {}): Promise<Record<string, string>> {
    const { text } = await addKey(this.world.database, {
      label: 'test',
      scopes: [],
      units: null,
      person: null,
      actsFor: false,
      createdBy: 'test',
      expiresAtMs: null,
      ...more,
    });
    return { authorization: `Bearer ${text}` };
  }

  async account(name: string, person: string | null = name, isOperator = false): Promise<void> {
    await addAccount(this.world.database, { name, person, isOperator, createdBy: 'test' }, PASSWORD);
  }

  /** The headers of a browser that has signed in. */
  async signIn(name: string, password = PASSWORD): Promise<Record<string, string>> {
    const answer = await this.ask('POST', '/v1/session', MEANT, { name, password });
    if (answer.status !== 200) throw new Error(`${name} could not sign in: ${JSON.stringify(answer.body)}`);
    return { cookie: cookieIn(answer), ...MEANT };
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.access.close();
  }
}

export const cookieIn = ({ headers }: Answer): string => String(headers['set-cookie']).split(';')[0] ?? '';

const parsed = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { text };
  }
};
