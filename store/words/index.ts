/** Words that people wrote, sealed before anybody but their readers sees them (docs/decisions/0093). */
export { destroyWordKey, destroyWordKeys } from './erase';
export { REMEMBERED_MS } from './cache';
