/**
 * A client that asks and reads as FixMyStreet does: XML only, children of the roots by their names, empty elements as
 * nothing, whatever has no 2xx as an error, and dates compared as text in UTC.
 */
import { convert } from 'xmlbuilder2';

type Element = Readonly<Record<string, unknown>>;

export interface Update {
  readonly update_id: string;
  readonly service_request_id: string;
  readonly status: string;
  readonly updated_datetime: string;
  readonly description?: string;
}

export class FixMyStreet {
  /** What it knows of its problems. */
  readonly comments = new Map<string, Update>();
  states = new Map<string, string>();
  error = '';

  constructor(
    private readonly endpoint: string,
    private readonly key: string,
  ) {}

  async services(): Promise<readonly Element[]> {
    return children(await this.get('services.xml'), 'services', 'service');
  }

  async attributes(code: string): Promise<readonly Element[]> {
    const definition = (await this.get(`services/${code}.xml`))['service_definition'] as Element;
    return children(definition, 'attributes', 'attribute');
  }

  /** The id of the request; undefined when it was not taken, as `error` says. */
  async send(fields: Readonly<Record<string, string>>): Promise<string | undefined> {
    const answer = await this.post('requests.xml', fields);
    const [request] = children(answer, 'service_requests', 'request');
    return text(request?.['service_request_id']);
  }

  async sendUpdate(fields: Readonly<Record<string, string>>): Promise<string | undefined> {
    const answer = await this.post('servicerequestupdates.xml', fields);
    const [update] = children(answer, 'service_request_updates', 'request_update');
    const id = text(update?.['update_id']);
    if (id !== undefined) this.comments.set(id, update as unknown as Update);
    return id;
  }

  async requests(ids: readonly string[]): Promise<readonly Element[]> {
    const answer = await this.get('requests.xml', { service_request_id: ids.join(',') });
    return children(answer, 'service_requests', 'request');
  }

  /** Fetches what changed in the span, and gives what it did not know yet. */
  async poll(from: Date, to: Date): Promise<readonly Update[]> {
    const [start_date, end_date] = [w3c(from), w3c(to)];
    const answer = await this.get('servicerequestupdates.xml', { api_key: this.key, start_date, end_date });
    const fresh: Update[] = [];
    for (const one of children(answer, 'service_request_updates', 'request_update') as unknown as Update[]) {
      const updated = w3c(new Date(one.updated_datetime));
      if (updated < start_date || updated > end_date || this.comments.has(one.update_id)) continue;
      this.comments.set(one.update_id, one);
      this.states.set(one.service_request_id, one.status.toLowerCase().replaceAll('_', ' '));
      fresh.push(one);
    }
    return fresh;
  }

  private async get(path: string, parameters: Readonly<Record<string, string>> = {}): Promise<Element> {
    return this.answer(await fetch(`${this.endpoint}/${path}?${new URLSearchParams(parameters).toString()}`));
  }

  private async post(path: string, fields: Readonly<Record<string, string>>): Promise<Element> {
    const body = new URLSearchParams({ ...fields, api_key: this.key });
    return this.answer(await fetch(`${this.endpoint}/${path}`, { method: 'POST', body }));
  }

  private async answer(response: Response): Promise<Element> {
    const known = convert(await response.text(), { format: 'object' }) as Element;
    const errors = children(known, 'errors', 'error');
    this.error = errors.map((one) => `${text(one['code'])}: ${text(one['description'])}`).join('\n');
    return response.ok ? known : {};
  }
}

export function children(of: Element, root: string, name: string): readonly Element[] {
  const container = of[root];
  const found = typeof container === 'object' && container !== null ? (container as Element)[name] : undefined;
  return (found === undefined ? [] : Array.isArray(found) ? found : [found]) as readonly Element[];
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

export const w3c = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;
