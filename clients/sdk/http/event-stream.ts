/** Server-sent events as the HTML standard has them: lines to messages. */

export interface Message {
  /** Of this message, or of the last one that had an id. */
  readonly id: string;
  /** undefined where only a place was told. */
  readonly data: string | undefined;
}

export interface Heard {
  readonly messages: readonly Message[];
  /** How long the server wants readers to wait before they come back, in milliseconds. */
  readonly retryMs?: number;
}

/** Fed with text as it comes, cut anywhere. */
export class EventStreamParser {
  private rest = '';
  private isFirst = true;
  private id = '';
  private isNewId = false;
  private data: string[] = [];
  private retryMs: number | undefined;

  feed(text: string): Heard {
    let whole = this.rest + text;
    if (this.isFirst && whole !== '') {
      whole = whole.replace(/^\uFEFF/, '');
      this.isFirst = false;
    }
    // A carriage return at the end may be half of a line end.
    const isHalf = whole.endsWith('\r');
    const lines = (isHalf ? whole.slice(0, -1) : whole).split(/\r\n|\r|\n/);
    this.rest = `${lines.pop() ?? ''}${isHalf ? '\r' : ''}`;
    const messages = lines.flatMap((line) => this.take(line));
    return { messages, ...(this.retryMs === undefined ? {} : { retryMs: this.retryMs }) };
  }

  private take(line: string): readonly Message[] {
    if (line === '') return this.dispatch();
    const [, name = '', value = ''] = /^([^:]*)(?:: ?([^]*))?$/.exec(line) ?? [];
    if (name === 'data') this.data.push(value);
    if (name === 'id' && !value.includes('\0')) {
      this.id = value;
      this.isNewId = true;
    }
    if (name === 'retry' && /^\d{1,7}$/.test(value)) this.retryMs = Number(value);
    return [];
  }

  private dispatch(): readonly Message[] {
    const { id, data, isNewId } = this;
    this.data = [];
    this.isNewId = false;
    if (data.length === 0) return isNewId ? [{ id, data: undefined }] : [];
    return [{ id, data: data.join('\n') }];
  }
}
