/** What may be answered from a notice is what the rules would take from this person at this moment, and nothing else. */
import { CHOICES, choicesOf, commandOf, isChoice, type Choice } from '../../contracts/act-from-notice/choices';
import { askedBy, standingOf, type Asked } from '../../contracts/act-from-notice/standing';
import { publicUrl } from '../../contracts/public-url';
import { commandSchemas } from '../../contracts/commands';
import { decide, type IssueState, type PersonId } from '../../domain';
import { generate } from '../../simulation/play/generate';
import { wantedBy } from '../../workers/notifier/asking';

const histories = Array.from({ length: 160 }, (_, seed) => generate(seed).trace.turns);

interface Offer {
  readonly asked: Asked;
  readonly person: PersonId;
  readonly state: IssueState;
  readonly nowMs: number;
  readonly choices: readonly Choice[];
  readonly later: readonly IssueState[];
}

const offers: readonly Offer[] = histories.flatMap((turns) =>
  turns.flatMap(({ told, after, nowMs }, index) =>
    told.flatMap((notice) =>
      wantedBy(after, notice).flatMap((wait) => {
        const asked = askedBy(wait);
        if (asked === undefined) return [];
        const standing = standingOf(after, notice.recipient, asked, nowMs);
        if (standing.kind === 'settled') return [];
        const later = turns.slice(index + 1).map((turn) => turn.after);
        return [{ asked, person: notice.recipient, state: after, nowMs, choices: standing.choices, later }];
      }),
    ),
  ),
);

it('every answer of the table is offered to somebody', () => {
  const seen = new Set(offers.flatMap(({ choices }) => choices));
  expect(Object.keys(CHOICES).filter((choice) => !seen.has(choice as Choice))).toEqual([]);
  expect(offers.length).toBeGreaterThan(700);
});

it('the rules take every answer that is offered, in the form that the edges ask for', () => {
  for (const { state, person, nowMs, choices, asked } of offers) {
    for (const choice of choices) {
      const { type, ...payload } = commandOf(choice, person, asked.about, 'because');
      expect(commandSchemas[type].safeParse(payload).error).toBeUndefined();
      expect(decide(state, { type, ...payload } as never, nowMs).ok).toBe(true);
    }
  }
});

it('what a link was good for never becomes another question', () => {
  let looked = 0;
  for (const { asked, person, later, choices } of offers) {
    for (const state of later) {
      const standing = standingOf(state, person, asked, Number.MAX_SAFE_INTEGER, choices);
      if (standing.kind === 'settled') continue;
      looked += 1;
      expect(choices).toEqual(expect.arrayContaining([...standing.choices]));
      expect(askedBy(standing.wait)).toEqual(asked);
    }
  }
  expect(looked).toBeGreaterThan(150);
});

it('a closed issue asks nothing, and one whose rules can’t be followed says so', () => {
  const closed = offers.flatMap(({ asked, person, later }) =>
    later.filter(({ stage }) => stage === 'closed').map((state) => ({ asked, person, state })),
  );
  expect(closed.length).toBeGreaterThan(50);
  for (const { asked, person, state } of closed)
    expect(standingOf(state, person, asked, Date.now()).kind).toBe('settled');
  const [some] = offers;
  if (some === undefined) throw new Error('nothing was offered');
  const held = { ...some.state, quarantine: { sinceMs: 0, what: 'handle' } };
  expect(standingOf(held, some.person, some.asked, Date.now())).toEqual({ kind: 'settled', code: 'ISSUE_QUARANTINED' });
});

it('nobody else can use what was offered to one, unless the rules would let them', () => {
  for (const { state, asked, nowMs } of offers.slice(0, 200))
    expect(standingOf(state, 'nobody-at-all' as PersonId, asked, nowMs).kind).toBe('settled');
});

it('names are names, and nothing that every object has', () => {
  expect(isChoice('approve')).toBe(true);
  for (const name of ['__proto__', 'constructor', 'toString', '', undefined]) expect(isChoice(name)).toBe(false);
  expect(choicesOf('approval')).toEqual(['approve', 'reject']);
});

describe('the public address', () => {
  const of = (url: string) => publicUrl({ DOORSTEP_PUBLIC_URL: url });
  it.each([
    ['https://doorstep.example.org/', 'https://doorstep.example.org'],
    ['https://example.org:8443/doorstep//', 'https://example.org:8443/doorstep'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
  ])('%s', (written, url) => expect(of(written)).toBe(url));
  it.each([
    'doorstep.example.org',
    'ftp://doorstep.example.org',
    'http://doorstep.example.org',
    'http://127.example.org',
    'https://user:secret@doorstep.example.org',
    'https://doorstep.example.org/?secret=1',
    'https://doorstep.example.org/#secret',
  ])('not %s', (written) => {
    expect(() => of(written)).toThrow(expect.objectContaining({ code: 'SETTING_INVALID' }) as Error);
    expect(() => of(written)).not.toThrow(/secret/);
  });
  it('is left out where it is not set', () => expect(publicUrl({})).toBeUndefined());
});
