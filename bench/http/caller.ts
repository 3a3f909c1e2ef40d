/** A program that calls the gateway, as a service of a city does: with a key, over connections that stay open. */
import { addKey, type Database } from '../../store';

export interface HttpCaller {
  readonly url: string;
  readonly key: string;
  /** Throws for any status that is not in the two hundreds. */
  send(method: string, path: string, body?: object): Promise<Record<string, unknown>>;
}

export async function httpCaller(database: Database, url: string): Promise<HttpCaller> {
  const { text: key } = await addKey(database, {
    label: 'bench',
    scopes: ['issues.report', 'issues.read', 'issues.act'],
    units: null,
    person: null,
    actsFor: true,
    createdBy: 'bench',
    expiresAtMs: null,
  });
  return { url, key, send: (method, path, body) => send(`${url}${path}`, method, key, body) };
}

export async function send(url: string, method: string, key: string, body?: object): Promise<Record<string, unknown>> {
  const { status, said } = await answerTo(url, method, key, body);
  if (status < 200 || status > 299) throw new Error(`${method} ${url} was answered ${status}: ${JSON.stringify(said)}`);
  return said;
}

export interface Answer {
  readonly status: number;
  readonly said: Record<string, unknown>;
}

/** Whatever it is. */
export async function answerTo(
  url: string,
  method: string,
  key: string,
  body?: object,
  more: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const answer = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...more,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, said: (await answer.json()) as Record<string, unknown> };
}
