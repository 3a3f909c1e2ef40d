/** The OpenAPI 3.1 document, made from the schemas of the routes, and a page to read it. */
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { RIGHTS, type Operation } from '../../domain/rights';
import { tidy } from './openapi-tidy';

export const OPENAPI_PATH = '/v1/openapi.json';
export const DOCS_PATH = '/docs';

/** The one style that the page puts into itself, to watch the size of its parts. */
const INLINE_STYLE = "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='";

const DESCRIPTION = `Issues climb a ladder of responsible people until they are closed and the resident agrees.

Instants are milliseconds since 1970-01-01T00:00Z unless a field says otherwise. Errors are problem details (RFC 9457) with a stable \`code\`.
A command with an \`Idempotency-Key\` may be sent again: the same key has the same answer, and another body under it is refused with 409.
An \`ETag\` is the number of the last event of an issue; \`If-Match\` with it refuses a command when the issue has moved on. An answer to a command means that it is stored, and a read after it sees it.`;

const SIGNED_IN = [{ bearer: [] }, { session: [] }, { tracking: [] }];

/** What everybody may is asked for without credentials as well as with some. */
function sayWhoever<T extends { readonly schema: object }>(described: T, operation: Operation | undefined): T {
  const right = operation === undefined ? undefined : RIGHTS[operation];
  if (right === undefined || !('everybody' in right) || right.on !== 'place') return described;
  return { ...described, schema: { ...described.schema, security: [{}, ...SIGNED_IN] } };
}

/** Before the routes. */
export async function describe(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Doorstep',
        version: '1',
        description: DESCRIPTION,
        license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: 'An API key, or a token of the identity provider.' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: '__Host-doorstep',
            description:
              'Of POST /v1/session; what changes something also needs the header `Doorstep-Request: 1`. Without TLS it is called `doorstep`.',
          },
          tracking: {
            type: 'http',
            scheme: 'tracking',
            description: 'The tracking code of a report without an account.',
          },
        },
      },
      security: [...SIGNED_IN],
    },
    transform: (route) => sayWhoever(jsonSchemaTransform(route), route.route.config?.operation),
    transformObject: (made) => tidy(jsonSchemaTransformObject(made)),
  });
  await app.register(swaggerUi, {
    routePrefix: DOCS_PATH,
    // One document, and no bar to look for others.
    uiConfig: { layout: 'BaseLayout', deepLinking: true, docExpansion: 'none', tryItOutEnabled: false },
    theme: { title: 'Doorstep over HTTP' },
    // Its own scripts and styles, and nothing from elsewhere.
    staticCSP: {
      'default-src': ["'self'"],
      'style-src': ["'self'", INLINE_STYLE],
      'img-src': ["'self'", 'data:'],
      'frame-ancestors': ["'none'"],
    },
  });
}
