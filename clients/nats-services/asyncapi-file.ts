/** docs/asyncapi.json: `npm run docs` writes it, a test sees that it is in step with the table and the routes. */
import { openApiDocument } from '../http/openapi-file';
import { asyncApiOf } from './asyncapi';

export const asyncApiDocument = async (): Promise<object> => asyncApiOf(await openApiDocument());

if (require.main === module)
  void asyncApiDocument().then((document) => process.stdout.write(`${JSON.stringify(document, null, 2)}\n`));
