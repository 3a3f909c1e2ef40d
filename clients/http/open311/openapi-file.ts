/** docs/open311.json: `npm run docs` writes it. */
import { open311Document } from './openapi';

process.stdout.write(`${JSON.stringify(open311Document(), null, 2)}\n`);
