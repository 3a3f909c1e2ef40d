/** What somebody without an account reads. */
import type { IssueId, PersonId } from '../../../domain';
import { renderCode, renderNotice } from '../../../domain/messages/render';
import { readMessages } from '../../../domain/messages/schema';
import { LANGS } from '../../../domain/procedure/documents/words';
import { readPolicies } from '../../../policies/read';
import { smsLength } from '../../../workers/channels/gateway/segments';
import { textOf } from '../procedure/shipped';

const policies = readPolicies();
const GUEST = `guest-${'0a'.repeat(16)}` as PersonId;
const HEARS = [
  'acknowledged',
  'please-confirm',
  'confirm-reminder',
  'closed',
  'declined',
  'reopened',
  'commented',
] as const;

it.each(LANGS)('%s: the letter with a code says the code in its text and not in its subject, and is short', (lang) => {
  const { subject, body } = renderCode(policies, lang, { code: '042137', minutes: 10 });
  expect(body).toContain('042137');
  expect(body).toContain('10');
  expect(subject).not.toContain('042137');
  expect(`${subject}${body}`).not.toMatch(/[{}]/);
  expect(smsLength(body).segments).toBeLessThanOrEqual(2);
});

it.each(LANGS.flatMap((lang) => HEARS.map((template) => [lang, template] as const)))(
  '%s: a guest is told %s without a command line and without the id of a guest',
  (lang, template) => {
    const notice = {
      template,
      recipient: GUEST,
      tier: 1,
      round: 1,
      facts: { by: policies.community.people[0]?.id as PersonId },
    };
    const issue = {
      id: 'i-1' as IssueId,
      report: { category: policies.community.categories[0]?.id ?? '', severity: 'normal', unit: 'oleaster-1' },
      rules: { procedure: 'none', version: 1, timeScale: 1, tiers: [] },
    };
    const { subject, body } = renderNotice(policies, lang, notice, issue);
    expect(`${subject}\n${body}`).not.toMatch(/npx|guest-|[{}]/);
    expect(body).toContain('i-1');
    const known = renderNotice(policies, lang, { ...notice, recipient: 'resident-01' as PersonId }, issue);
    expect(known.body).not.toBe(body);
  },
);

it.each(LANGS)('%s: what a guest did is said to be the reporter’s, and nobody else’s', (lang) => {
  const notice = {
    template: 'commented',
    recipient: policies.community.people[0]?.id as PersonId,
    tier: 1,
    round: 1,
    facts: { by: GUEST },
  } as const;
  const issue = {
    id: 'i-1',
    report: { category: 'lamps', severity: 'normal', unit: 'oleaster-1' },
    rules: { procedure: 'none', version: 1, timeScale: 1, tiers: [] },
  };
  expect(renderNotice(policies, lang, notice, issue).body).toContain(policies.messages[lang].words.guest);
});

it('a letter without its code, or with the code where a locked telephone shows it, is refused', () => {
  const shipped = textOf('en.yaml');
  const read = (piece: string, by: string) => {
    expect(shipped).toContain(piece);
    return readMessages({ path: 'en.yaml', text: shipped.replace(piece, by) }).problems.map(
      ({ field, reason }) => `${field} ${reason}`,
    );
  };
  expect(read('{code} is your code', 'this is your code')).toStrictEqual([
    'report-code.body has no {code}, so its reader could not type it',
  ]);
  expect(read("'{community}: your code'", "'{community}: {code}'")).toStrictEqual([
    'report-code.subject shows the {code}, which belongs into the body',
  ]);
  expect(read('good for {minutes} minutes', 'good for {hours} hours')[0]).toMatch(/^report-code\.body .*hours/);
});
