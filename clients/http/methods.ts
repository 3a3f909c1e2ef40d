/** Which methods each address has, so that another one is told (RFC 9110, 405 with `Allow`) and not sent away as unknown. */
import type { FastifyInstance } from 'fastify';
import { DoorstepError } from '../../contracts/errors';

interface Address {
  readonly form: RegExp;
  readonly methods: Set<string>;
}

/** Before the routes; the hook that refuses stands where it is called, behind those that set headers. */
export function collectMethods(app: FastifyInstance): () => void {
  const addresses = new Map<string, Address>();
  app.addHook('onRoute', ({ url, method }) => {
    // What takes everything below it answers by itself.
    if (url.includes('*')) return;
    const address = addresses.get(url) ?? { form: formOf(url), methods: new Set<string>() };
    addresses.set(url, address);
    for (const one of [method].flat()) address.methods.add(one);
  });
  const methodsAt = (path: string): readonly string[] =>
    [...new Set([...addresses.values()].flatMap(({ form, methods }) => (form.test(path) ? [...methods] : [])))].sort();
  return () =>
    app.addHook('onRequest', async ({ is404, url, method }, reply) => {
      if (!is404) return;
      const methods = methodsAt(url.split('?')[0] ?? '');
      if (methods.length === 0) throw new DoorstepError('ROUTE_UNKNOWN', `There is no ${method} here.`);
      void reply.header('allow', methods.join(', '));
      throw new DoorstepError('METHOD_UNKNOWN', `There is no ${method} here, but ${methods.join(', ')}.`);
    });
}

const formOf = (url: string): RegExp =>
  new RegExp(`^${url.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:[A-Za-z]+/g, '[^/]+')}$`);
