/** What somebody who asks is offered in each stage, and to whom each of it is open. */
import { explain, type CommandName, type Stage } from '../../domain';
import { inStage } from './stages';

const above = ['grid', 'grid-deputy', 'group', 'group-member', 'committee', 'committee-b', 'committee-c'];
const ladder = ['lead', ...above];
const reporter = ['resident'];
/** Everybody who has to do with it. */
const involved = [
  ...['resident', ...ladder, 'clerk'],
  ...['inspector', 'inspector-b', 'caller', 'manager', 'porter', 'fitter', 'both', 'plumber'],
];
/** The same, as posts: the resident is one of the inspectors, which is why they may name a deputy for that. */
const posts = [
  ...[...ladder, 'manager', 'porter', 'fitter', 'both', 'plumber', 'clerk'],
  ...['inspector', 'inspector-b', 'resident', 'caller'],
];
const always = { withdraw: reporter, supervise: above, comment: involved, delegate: posts };

test.each<[Stage, Partial<Record<CommandName, readonly string[]>>]>([
  [
    'verifying',
    { ...always, verify: ['clerk'], decline: ['clerk'], request: ['clerk'], reclassify: ['clerk', ...ladder] },
  ],
  [
    'open',
    {
      ...always,
      acknowledge: ['lead'],
      assign: ['lead'],
      escalate: ['lead'],
      request: ['lead'],
      dispatch: ['lead'],
      reclassify: ladder,
      link: ladder,
    },
  ],
  [
    'handling',
    {
      ...always,
      assign: ['lead'],
      escalate: ['lead'],
      handle: ['lead'],
      request: ['lead'],
      dispatch: ['lead'],
      summon: ['lead'],
      reclassify: ladder,
      link: ladder,
    },
  ],
  ['suspended', { ...always, resume: ['lead'] }],
  [
    'checking',
    {
      ...always,
      'pass-check': ['grid', 'inspector', 'inspector-b'],
      'fail-check': ['grid', 'inspector', 'inspector-b'],
    },
  ],
  ['confirming', { ...always, confirm: reporter, dispute: reporter, 'call-back': ['caller'] }],
  ['linked', { ...always, unlink: [...ladder, 'resident'] }],
  ['closed', { reopen: ['resident', ...ladder] }],
])('in stage %s', (stage, offered) => {
  const { offers } = explain(inStage(stage).state);
  expect(offers.map(({ command }) => command).sort()).toStrictEqual(Object.keys(offered).sort());
  const who = (list: readonly string[] = []) => [...list].sort();
  for (const { command, whom } of offers) expect([command, who(whom)]).toEqual([command, who(offered[command])]);
});
