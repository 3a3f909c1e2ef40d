/** Links by which somebody acts from a notice. */
export type { ActionLink, NewLink } from './link';
export { findLink, linksOf } from './read';
export { linkToken, tokenHash } from './token';
export { forgetLinks, keepLinks, noteRefusal, revokeLinks, spendLink } from './write';
