/** What is kept of people: the inventory of it, and what somebody gets of themselves. */
export { isKnownPerson, personalRows } from './holdings';
export { inventoryDigest } from './inventory';
