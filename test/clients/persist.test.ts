import { DoorstepError } from '../../clients/sdk';
import { lazy } from '../../clients/sdk/lazy';
import { persist } from '../../clients/sdk/persist';

const passes = {
  verdict: (error: unknown) => (error instanceof DoorstepError ? error : null),
  tooLate: (cause: unknown) => new DoorstepError('NO_ANSWER', 'late', { cause }),
};

describe('keeping at a call', () => {
  test('trouble is overcome, and the answer is given once', async () => {
    let count = 0;
    const answer = await persist({ ...passes, budgetMs: 5_000 }, async () => {
      count += 1;
      if (count < 3) throw new Error('away');
      return count;
    });
    expect(answer).toBe(3);
  });

  test('a refusal is an answer: it is not asked again', async () => {
    let count = 0;
    const refused = persist({ ...passes, budgetMs: 5_000 }, async () => {
      count += 1;
      throw new DoorstepError('NOT_YOURS_TO_DO', 'no');
    });
    await expect(refused).rejects.toMatchObject({ code: 'NOT_YOURS_TO_DO' });
    expect(count).toBe(1);
  });

  test('it ends within its time, and says what the last trouble was', async () => {
    const begun = Date.now();
    const late = persist({ ...passes, budgetMs: 150 }, async () => Promise.reject(new Error('away')));
    await expect(late).rejects.toMatchObject({ code: 'NO_ANSWER', cause: { message: 'away' } });
    expect(Date.now() - begun).toBeLessThan(1_000);
  });
});

describe('something made at its first use', () => {
  test('is made once, again after a failure, and never after it was closed', async () => {
    let count = 0;
    const closed: number[] = [];
    const made = lazy(
      async () => {
        count += 1;
        if (count === 1) throw new Error('away');
        return count;
      },
      async (one) => void closed.push(one),
    );
    await expect(made.get()).rejects.toThrow('away');
    expect(await Promise.all([made.get(), made.get()])).toEqual([2, 2]);
    await made.close();
    expect(closed).toEqual([2]);
    await expect(made.get()).rejects.toMatchObject({ code: 'CLIENT_CLOSED' });
  });
});
