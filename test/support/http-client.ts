/** Requests to the gateway's app in somebody's name. */
import type { App } from '../../clients/http/app';
import type { Access } from '../../clients/http/identity/access';
import type { Principal } from '../../clients/http/identity/principal';
import { DoorstepError } from '../../contracts/errors';
import type { PersonId } from '../../domain';

/** Whoever a header names, or a service that acts for people; everybody may do everything. */
export const namedByHeader: Access = {
  authenticate: async ({ headers }) => principalOf(headers['x-test-person']),
  authorize: async () => undefined,
  sight: async () => ({ units: 'everywhere' }),
  actor: (principal, named) => {
    if (principal.kind !== 'person') {
      if (named === undefined) throw new DoorstepError('REQUEST_MALFORMED', 'Who acts is missing.');
      return named as PersonId;
    }
    if (named === undefined || named === principal.id) return principal.id;
    throw new DoorstepError('FORBIDDEN', 'Nobody acts as somebody else.');
  },
  close: async () => undefined,
};

const principalOf = (named: string | string[] | undefined): Principal =>
  typeof named === 'string'
    ? { kind: 'person', id: named as PersonId, via: 'token' }
    : { kind: 'service', id: 'test', scopes: [], actsFor: true };

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export class HttpClient {
  constructor(private readonly app: App) {}

  get = (url: string, headers: Record<string, string> = {}): Promise<Answer> =>
    this.send('GET', url, undefined, headers);

  post = (url: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
    this.send('POST', url, body, headers);

  /** The same for somebody else. */
  as(person: string | undefined): Pick<HttpClient, 'get' | 'post'> {
    const more = person === undefined ? {} : { 'x-test-person': person };
    return {
      get: (url, headers = {}) => this.get(url, { ...more, ...headers }),
      post: (url, body, headers = {}) => this.post(url, body, { ...more, ...headers }),
    };
  }

  private async send(
    method: 'GET' | 'POST',
    url: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Answer> {
    const answer = await this.app.inject({
      method,
      url,
      headers,
      ...(body === undefined ? {} : { payload: body as object }),
    });
    return {
      status: answer.statusCode,
      body: parsed(answer.body),
      headers: answer.headers,
      text: answer.body,
    };
  }
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
