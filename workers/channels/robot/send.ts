/** A robot says a notice in a chat group. Such robots know no ids of messages: a repeat after a crash is seen twice. */
import { faultOf, busyFor } from '../answer';
import { failed, isBundle, type Sender } from '../channel';
import { linkLines } from '../links';
import { spokenText } from '../spoken-text';
import type { Poster } from '../post';
import { robotBody, signedUrl, verdictOf } from './bodies';

const PARALLEL = 4;
/** Both count by the minute. */
const BUSY_MS = 60_000;

export const robotSender = (poster: Poster): Sender => ({
  parallel: PARALLEL,
  // Each robot has its own allowance, and its key is in its address.
  endpointOf: (address) => (address.channel === 'robot' ? address.url : ''),
  async send(message, address, signal) {
    if (address.channel !== 'robot') return failed('no-contact', { permanent: true });
    const { kind, url, secret } = address;
    const posted = await poster.post({
      url: secret === undefined ? url : signedUrl(url, secret, Date.now()),
      headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Doorstep' },
      body: JSON.stringify(robotBody(kind, spokenText(message), isBundle(message) ? '' : linkLines(message.actions))),
      signal,
      needsText: true,
    });
    const fault = faultOf(posted);
    if (fault !== undefined || !('text' in posted)) return fault ?? failed('unexpected');
    const verdict = verdictOf(kind, posted.text);
    switch (verdict) {
      case 'taken':
        return { outcome: 'delivered', receipt: 'errcode 0' };
      case 'busy':
        return busyFor(BUSY_MS);
      case 'gone':
        return failed('gone', { permanent: true, gone: true });
      case 'refused':
        return failed('refused', { permanent: true });
      case 'unwell':
        return failed('answer-unfit', { unwell: true });
      default:
        return verdict satisfies never;
    }
  },
  close: async () => poster.close(),
});
