/** Sending a command again counts once; sending something else under its name is noticed. */
import { callersId, isReused, isSameCommand, withDigest, type CommandId } from '../../domain';

const id = (text: string): CommandId => text as CommandId;
const DIGEST = '0123456789abc';
const OTHER = 'zzzzzzzzzzzzz';

test('the name of a command is the caller’s, with a digest behind it, and the caller’s is found again', () => {
  expect(withDigest('ticket-4711', DIGEST)).toBe(`ticket-4711~${DIGEST}`);
  expect(callersId(withDigest('ticket-4711', DIGEST))).toBe('ticket-4711');
  expect(callersId(withDigest('~', DIGEST))).toBe('~');
  expect(callersId('typed-by-hand')).toBe('typed-by-hand');
});

test.each([
  ['too short', `ticket~${DIGEST.slice(1)}`],
  ['too long', `ticket~${DIGEST}0`],
  ['capitals', `ticket~${DIGEST.toUpperCase()}`],
  ['not at the end', `ticket~${DIGEST}-2`],
  ['without its mark', `ticket${DIGEST}`],
])('what is no digest (%s) belongs to the caller’s name', (_what, text) => {
  expect(callersId(text)).toBe(text);
});

test.each<[what: string, known: string, sent: string, same: boolean, reused: boolean]>([
  ['the same again', `t-1~${DIGEST}`, `t-1~${DIGEST}`, true, false],
  ['the same name for something else', `t-1~${DIGEST}`, `t-1~${OTHER}`, false, true],
  ['another name for the same', `t-1~${DIGEST}`, `t-2~${DIGEST}`, false, false],
  ['another name for something else', `t-1~${DIGEST}`, `t-2~${OTHER}`, false, false],
  ['typed by hand, again', 't-1', 't-1', true, false],
  ['typed by hand, another', 't-1', 't-2', false, false],
  ['known with a digest, sent by hand', `t-1~${DIGEST}`, 't-1', true, false],
  ['known by hand, sent with a digest', 't-1', `t-1~${DIGEST}`, true, false],
])('%s', (_what, known, sent, same, reused) => {
  expect(isSameCommand(id(known), id(sent))).toBe(same);
  expect(isReused(id(known), id(sent))).toBe(reused);
});
