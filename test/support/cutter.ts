/** A way to the gateway on which answers are lost after the request has gone through. */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Cuts the first answer to each command, and every stream behind its first event, once. */
export class Cutter {
  readonly cut: string[] = [];
  /** How many connections were made. */
  made = 0;
  private readonly sockets = new Set<Socket>();
  private constructor(private readonly server: Server) {}

  static async before(target: string): Promise<Cutter> {
    const { hostname: host, port } = new URL(target);
    const cutter = new Cutter(createServer((client) => cutter.carry(client, connect({ host, port: Number(port) }))));
    await new Promise<void>((resolve) => cutter.server.listen(0, '127.0.0.1', resolve));
    return cutter;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private carry(client: Socket, gateway: Socket): void {
    this.made += 1;
    let asked = '';
    for (const [from, to] of [[client, gateway] as const, [gateway, client] as const]) {
      this.sockets.add(from);
      from.on('error', () => to.destroy()).on('close', () => to.destroy());
    }
    client.on('data', (chunk: Buffer) => {
      // A connection that is kept carries one request after another.
      asked = /^(?:GET|POST) \S+(?= HTTP)/.exec(chunk.toString('latin1'))?.[0] ?? asked;
      gateway.write(chunk);
    });
    gateway.on('data', (chunk: Buffer) => {
      const what = asked;
      const isStream = what.endsWith('/events');
      const isDue = isStream ? chunk.includes('data: ') : what.startsWith('POST');
      if (!isDue || this.cut.includes(what)) return void client.write(chunk);
      this.cut.push(what);
      if (isStream) client.end(chunk);
      else client.destroy();
    });
  }
}
