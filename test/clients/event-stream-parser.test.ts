import fc from 'fast-check';
import { EventStreamParser, type Message } from '../../clients/sdk/http/event-stream';

const all = (...texts: readonly string[]): readonly Message[] => {
  const parser = new EventStreamParser();
  return texts.flatMap((text) => parser.feed(text).messages);
};

const STREAM =
  '\uFEFFretry: 2000\n\nid: 1-0\n\n: beat\r\n\r\nid:7\r\nevent: issue.opened.v1\r\ndata: {"a":\r\ndata:1}\r\n\r\ndata\rdata\r\rid\n: none\ndata:  two\n\nevent: x\n\ndata: not ended';
const MESSAGES = [
  { id: '1-0', data: undefined },
  { id: '7', data: '{"a":\n1}' },
  { id: '7', data: '\n' },
  { id: '', data: ' two' },
];

it('reads what the standard says, and gives nothing that has not ended', () => {
  expect(all(STREAM)).toStrictEqual(MESSAGES);
  expect(new EventStreamParser().feed('retry: 2000\nretry: soon\n').retryMs).toBe(2_000);
  expect(all('id: a\0b\ndata: x\n\n')).toStrictEqual([{ id: '', data: 'x' }]);
});

it('wherever the text is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(STREAM.length), { maxLength: 8 }), (cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), STREAM.length];
      const parts = places.slice(1).map((end, n) => STREAM.slice(places[n], end));
      expect(all(...parts)).toStrictEqual(MESSAGES);
    }),
  );
});
