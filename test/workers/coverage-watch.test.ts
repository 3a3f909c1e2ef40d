/** What the duty watch says of gaps: as many as a text has room for, and only what was said is marked as said. */
import type { IssueId, IssueState, UnitId } from '../../domain';
import type { AlertedGap } from '../../store';
import { gapsText } from '../../workers/engine/coverage-text';
import { tellMatter, type Doing } from '../../workers/engine/coverage-watch';
import { policies } from '../domain/procedure/shipped';

const HOUR = 3_600_000;
const ISSUE = 'i-1' as IssueId;
const gapOf = (unit: string, from: number, isSaid = false): AlertedGap => ({
  role: 'building-lead',
  unit: unit as UnitId,
  fromMs: from * HOUR,
  untilMs: (from + 1) * HOUR,
  place: 'camelbell',
  issue: ISSUE,
  alertedAtMs: 0,
  isSaid,
});
const many = Array.from({ length: 60 }, (_, n) => gapOf(`a-building-with-a-long-name-${n}`, n));

const matter = (stage: IssueState['stage'] | null, left = 1) => ({
  issue: ISSUE,
  place: 'camelbell',
  left,
  state: stage === null ? null : ({ stage, seq: 7 } as IssueState),
});

interface Heard extends Doing {
  readonly words: string[];
  readonly texts: string[];
}
function hearing(isAccepted = true): Heard {
  const [words, texts]: [string[], string[]] = [[], []];
  return {
    words,
    texts,
    open: (_issue, { text }) => {
      words.push('open');
      texts.push(text);
      return Promise.resolve(isAccepted);
    },
    say: (_issue, word, _id, payload) => {
      words.push(word);
      if ('text' in payload) texts.push(String(payload.text));
      return Promise.resolve(isAccepted);
    },
  };
}
const tell = (...[which, gaps, doing]: [ReturnType<typeof matter>, readonly AlertedGap[], Doing]) =>
  tellMatter(policies, which, gaps, 0, doing);

describe('gapsText', () => {
  it('has as many lines as there is room for, and counts the others', () => {
    const { text, told } = gapsText(policies, many, 2_000);
    expect(text.length).toBeLessThanOrEqual(2_000);
    expect(text.length).toBeGreaterThan(1_700);
    expect(told).toStrictEqual(many.slice(0, told.length));
    for (const { unit } of told) expect(text).toContain(`${unit}:`);
    expect(text).toContain(`and ${many.length - told.length} more cells`);
  });

  it('has a line for each cell, and nothing of others where there are none', () => {
    const { text, told } = gapsText(policies, [gapOf('oleaster-1', 1), gapOf('oleaster-1', 9)], 2_000);
    expect(told).toHaveLength(2);
    expect(text).toContain('(+1)');
    expect(text).not.toContain('more cells');
  });

  it('cuts a line that has no room by itself', () => {
    const competence = Array.from({ length: 300 }, (_, n) => `competence-${n}`);
    const { text, told } = gapsText(policies, [{ ...gapOf('oleaster-1', 1), competence }, ...many], 2_000);
    expect(text.length).toBeLessThanOrEqual(2_000);
    expect(told).toHaveLength(1);
  });
});

describe('tellMatter', () => {
  it('tells every gap once, in texts that the rules take, round after round', async () => {
    const doing = hearing();
    let left = [...many];
    const opening = await tell(matter(null), left, doing);
    left = left.filter((gap) => !opening.includes(gap));
    while (left.length > 0) {
      const told = await tell(matter('open'), left, doing);
      expect(told.length).toBeGreaterThan(0);
      left = left.filter((gap) => !told.includes(gap));
    }
    expect(doing.words.slice(0, 2)).toStrictEqual(['open', 'comment']);
    const [report = '', ...comments] = doing.texts;
    expect(report.length).toBeGreaterThan(2_000);
    expect(report.length).toBeLessThanOrEqual(4_000);
    for (const comment of comments) expect(comment.length).toBeLessThanOrEqual(2_000);
    const all = doing.texts.join('\n');
    for (const { unit } of many) expect(all.split(`${unit}:`)).toHaveLength(2);
  });

  it('marks nothing that was refused', async () => {
    for (const stage of [null, 'open'] as const) {
      const doing = hearing(false);
      expect(await tell(matter(stage), many, doing)).toStrictEqual([]);
      expect(doing.words).toHaveLength(1);
    }
  });

  it('marks nothing by a word that does not name it', async () => {
    for (const [which, word] of [
      [matter('confirming'), 'dispute'],
      [matter('confirming', 0), 'confirm'],
      [matter('open', 0), 'withdraw'],
    ] as const) {
      const doing = hearing();
      expect(await tell(which, many, doing)).toStrictEqual([]);
      expect(doing.words).toStrictEqual([word]);
    }
  });

  it('says nothing when everything was said', async () => {
    const doing = hearing();
    expect(await tell(matter('open'), [gapOf('oleaster-1', 1, true)], doing)).toStrictEqual([]);
    expect(doing.words).toStrictEqual([]);
  });
});
