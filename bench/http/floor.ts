/** What HTTP and PostgreSQL cost by themselves: a server that writes one row a request, and reads fifty. */
import fastify from 'fastify';
import type { Database } from '../../store';

export interface Floor {
  readonly url: string;
  close(): Promise<void>;
}

export async function startFloor({ pool }: Database): Promise<Floor> {
  await pool.query('create unlogged table if not exists floor_report (id bigserial primary key, body json not null)');
  await pool.query('alter table floor_report set logged');
  const app = fastify();
  app.post('/reports', async (request, reply) => {
    const { rows } = await pool.query<{ id: number }>('insert into floor_report (body) values ($1) returning id', [
      JSON.stringify(request.body),
    ]);
    return reply.code(201).send({ issue: rows[0]?.id });
  });
  app.get('/reports', async () => {
    const { rows } = await pool.query('select id, body from floor_report order by id desc limit 50');
    return { issues: rows };
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    close: async () => {
      await app.close();
      await pool.query('drop table floor_report');
    },
  };
}
