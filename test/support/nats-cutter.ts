/** A way to NATS on which the connection breaks once a request of a service was answered, before the answer comes through. */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export class NatsCutter {
  /** The services whose first answer was lost. */
  readonly cut: string[] = [];
  private readonly sockets = new Set<Socket>();
  private constructor(private readonly server: Server) {}

  static async before(target: string): Promise<NatsCutter> {
    const [host = '', port] = target.replace(/^nats:\/\//, '').split(':');
    const cutter = new NatsCutter(
      createServer((client) => cutter.carry(client, connect({ host, port: Number(port) }))),
    );
    await new Promise<void>((resolve) => cutter.server.listen(0, '127.0.0.1', resolve));
    return cutter;
  }

  get url(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private carry(client: Socket, nats: Socket): void {
    let asked: string | undefined;
    for (const [from, to] of [[client, nats] as const, [nats, client] as const]) {
      this.sockets.add(from);
      from.on('error', () => to.destroy()).on('close', () => to.destroy());
    }
    client.on('data', (chunk: Buffer) => {
      const service = /HPUB doorstep\.svc\.(\S+) /.exec(chunk.toString('latin1'))?.[1];
      if (service !== undefined && !this.cut.includes(service)) asked = service;
      nats.write(chunk);
    });
    nats.on('data', (chunk: Buffer) => {
      const isAnswer = asked !== undefined && /(^|\n)HMSG _INBOX/.test(chunk.toString('latin1'));
      if (!isAnswer) return void client.write(chunk);
      this.cut.push(asked ?? '');
      client.destroy();
    });
  }
}
