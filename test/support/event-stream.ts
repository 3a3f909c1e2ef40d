/** A reader of server-sent events, as a browser is one: it keeps the id of the last message, also of one without data. */
import { until } from './until';

export interface Message {
  readonly id: string;
  readonly event: string;
  readonly data: Record<string, unknown>;
}

export class EventStream {
  readonly messages: Message[] = [];
  lastId = '';
  /** Resolves when the connection has ended, whoever ended it. */
  readonly ended: Promise<void>;

  private constructor(
    private readonly abort: AbortController,
    body: ReadableStream<Uint8Array>,
  ) {
    this.ended = this.read(body).catch(() => undefined);
  }

  /** Throws the answer when it is no stream. */
  static async open(url: string, headers: Record<string, string> = {}): Promise<EventStream> {
    const abort = new AbortController();
    const answer = await fetch(url, { headers: { accept: 'text/event-stream', ...headers }, signal: abort.signal });
    if (answer.status !== 200 || answer.body === null)
      throw Object.assign(new Error(await answer.text()), { status: answer.status });
    return new EventStream(abort, answer.body);
  }

  /** Resolves when so many messages have come. */
  has = (count: number): Promise<unknown> =>
    until(`${count} messages have come, and not ${this.messages.length}`, () => this.messages.length >= count);

  close(): Promise<void> {
    this.abort.abort();
    return this.ended;
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true });
      const whole = text.split('\n\n');
      text = whole.pop() ?? '';
      for (const one of whole) this.take(one);
    }
  }

  private take(text: string): void {
    const fields = new Map<string, string>();
    for (const line of text.split('\n')) {
      const colon = line.indexOf(': ');
      if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 2));
    }
    this.lastId = fields.get('id') ?? this.lastId;
    const data = fields.get('data');
    if (data === undefined) return;
    this.messages.push({
      id: this.lastId,
      event: fields.get('event') ?? '',
      data: JSON.parse(data) as Record<string, unknown>,
    });
  }
}
