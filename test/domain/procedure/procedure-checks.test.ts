import { parseProcedure } from '../../../domain/procedure/parse';
import { lineOf, refusal, textOf } from './shipped';

const path = 'policies/procedures/joint.yaml';
const shipped = textOf('procedures/joint.yaml');
const LEAD = 'acknowledgement-expires: 1wd';
const FIRST = 'warn: [50%, 4wh]';
const RETURN = 'remind: [50%], on-timeout: reject';
const TOTAL = 'total: { within: 15wd, to: committee }';
const PART = 'handle: 3wd\n    report-in: 30wm';
const SUSPENDED = 'quorum: 60%, on-timeout';
const AGAIN = 'again: { from: grid-worker, times: 1 }';
const CHECK = shipped.slice(shipped.indexOf('check:\n'), shipped.indexOf('confirmation:'));

/** What is spoiled, the piece, its replacement, the field, the reason; and what stands on the line that is named, unless it is the replacement. */
const cases = (<readonly (readonly [string, string, string, string, RegExp, string?])[]>[
  [
    'a warning at the beginning',
    FIRST,
    'warn: [0%]',
    'tiers[0].warn[0]',
    /would never ring: 0% is not between 1% and 99%/,
  ],
  ['a warning at the end', FIRST, 'warn: [100%]', 'tiers[0].warn[0]', /would never ring/],
  ['a warning in words', FIRST, 'warn: [half]', 'tiers[0].warn[0]', /such as 50%.*2h or 1wd, not "half"/],
  ['a warning that is a number', FIRST, 'warn: [50]', 'tiers[0].warn[0]', /such as 50%.* not 50/],
  ['a warning longer than the work', FIRST, 'warn: [3wd]', 'tiers[0].warn[0]', /would never ring.*\(3wd ≥ 3wd\)/],
  ['a warning of the other time', FIRST, 'warn: [4h]', 'tiers[0].warn[0]', /counts natural time, but handle/],
  ['a warning twice', FIRST, 'warn: [50%, 12wh]', 'tiers[0].warn[1]', /same time as "50%"/],
  ['no warnings in the list', FIRST, 'warn: []', 'tiers[0].warn', /must not be empty/],
  [
    'a reminder longer than the time',
    RETURN,
    'remind: [1wd], on-timeout: reject',
    'return.remind[0]',
    /as long as decide.*\(1wd ≥ 1wd\)/,
  ],
  [
    'a reminder of the other time',
    RETURN,
    'remind: [2h], on-timeout: reject',
    'return.remind[0]',
    /natural time, but decide, before whose end/,
  ],
  ['a reminder twice', RETURN, 'remind: [50%, 4wh], on-timeout: reject', 'return.remind[1]', /same time as "50%"/],
  ['no reminders in the list', RETURN, 'remind: [], on-timeout: reject', 'return.remind', /must not be empty/],
  [
    'an acknowledgement that outlives the work',
    LEAD,
    'acknowledgement-expires: 4wd',
    'tiers[0].acknowledgement-expires',
    /longer than handle \(4wd > 3wd\)/,
  ],
  [
    'an acknowledgement that expires at once',
    LEAD,
    'acknowledgement-expires: 3wh',
    'tiers[0].acknowledgement-expires',
    /shorter than acknowledge \(3wh < 4wh\).*first reminder/,
  ],
  [
    'an acknowledgement of the other time',
    LEAD,
    'acknowledgement-expires: 1d',
    'tiers[0].acknowledgement-expires',
    /counts natural time/,
  ],
  [
    'a tier that leads to itself',
    LEAD,
    'then: building-lead',
    'tiers[0].then',
    /must be a higher tier.*grid-worker, party-group, committee/,
  ],
  ['a tier that leads nowhere', LEAD, 'then: party-grup', 'tiers[0].then', /did you mean "party-group"/],
  [
    'a tier that leads down',
    'acknowledgement-expires: 2wd',
    'then: building-lead',
    'tiers[1].then',
    /must be a higher tier.*: party-group, committee/,
  ],
  [
    'a last tier that leads on',
    'repeat: { every: 1wd }',
    'repeat: { every: 1wd }\n    then: party-group',
    'tiers[3].then',
    /nothing follows the last tier/,
    'then: party-group',
  ],
  ['a tier that every then jumps over', LEAD, 'then: committee', 'tiers[2].key', /never reached/, '- key: party-group'],
  ['a total to nobody', TOTAL, 'total: { within: 15wd, to: comittee }', 'total.to', /did you mean "committee"/],
  [
    'a total to where it begins',
    TOTAL,
    'total: { within: 15wd, to: building-lead }',
    'total.to',
    /above the first tier/,
  ],
  [
    'a total shorter than the first tier',
    TOTAL,
    'total: { within: 2wd, to: committee }',
    'total.within',
    /shorter than the first tier's handle \(2wd < 3wd\)/,
  ],
  [
    'a part longer than the total',
    TOTAL,
    'total: { within: 4wd, to: committee }',
    'parties[1].handle',
    /longer than total\.within \(5wd > 4wd\)/,
    'handle: 5wd',
  ],
  [
    'a round that begins at the top',
    AGAIN,
    'again: { from: committee, times: 1 }',
    'again.from',
    /below the last tier/,
  ],
  ['rounds without end', AGAIN, 'again: { from: grid-worker, times: 21 }', 'again.times', /at most 20/],
  ['two parties of one key', 'key: water-supply', 'key: power-supply', 'parties[3].key', /used twice/],
  [
    'a party whose clocks are of two kinds',
    'acknowledge: 2wh\n    handle: 3wd',
    'acknowledge: 2h\n    handle: 3wd',
    'parties[0].handle',
    /one party is one kind of clock/,
    'handle: 3wd',
  ],
  [
    'a party that has no time',
    PART,
    'handle: 1wh\n    report-in: 30wm',
    'parties[0].handle',
    /shorter than acknowledge/,
    'handle: 1wh',
  ],
  [
    'a party that comes when it is done',
    PART,
    'handle: 3wd\n    report-in: 4wd',
    'parties[0].report-in',
    /longer than handle \(4wd > 3wd\)/,
    'report-in: 4wd',
  ],
  [
    'an extension of another time than a part',
    PART,
    'handle: 3d\n    report-in: 30wm',
    'extension.limit',
    /parties\[0\]\.handle, which it extends/,
    'extension:',
  ],
  [
    'an extension of another time than the rework',
    'rework: 2wd',
    'rework: 2d',
    'extension.limit',
    /check\.rework, which it extends/,
    'extension:',
  ],
  [
    'a quorum beside panels',
    'force-close:',
    'force-close:\n  quorum: 2',
    'force-close.quorum',
    /panels replace/,
    'quorum: 2',
  ],
  ['a quorum of nobody', SUSPENDED, 'quorum: 0, on-timeout', 'suspension.quorum', /must be at least 1/],
  [
    'a quorum above everybody',
    SUSPENDED,
    'quorum: 120%, on-timeout',
    'suspension.quorum',
    /such as 2, .* or all, not "120%"/,
  ],
  ['a quorum that is none', SUSPENDED, 'quorum: most, on-timeout', 'suspension.quorum', /or all, not "most"/],
  [
    'a panel twice',
    '- { role: committee, level: community }\n\n',
    '- { role: party-group, level: grid }\n\n',
    'void.panels[1]',
    /party-group at grid is a panel already/,
    '- { role: party-group, level: grid }',
  ],
  [
    'silence that closes',
    'force-close:',
    'force-close:\n  on-timeout: approve',
    'force-close.on-timeout',
    /closed because nobody looked/,
    'on-timeout: approve',
  ],
  [
    'silence that takes out',
    'void:',
    'void:\n  on-timeout: approve',
    'void.on-timeout',
    /closed because nobody looked/,
    'on-timeout: approve',
  ],
  [
    'silence of an unknown kind',
    'on-timeout: reject',
    'on-timeout: rejct',
    'return.on-timeout',
    /did you mean "reject"/,
  ],
  [
    'a copy of an unknown event',
    'event: problem-raised',
    'event: problem-rased',
    'copies[0].event',
    /unknown event "problem-rased"; did you mean "problem-raised"/,
  ],
  [
    'a copy twice',
    '{ event: declined, role: party-group, level: grid }',
    '{ event: problem-raised, role: committee, level: community }',
    'copies[1]',
    /is here already/,
  ],
  ['a problem that nothing raises', CHECK, '', 'problem', /no check that fails/, 'problem: {'],
  [
    'reminders after the end',
    'repeat: { every: 1wd, times: 1 }\n  evidence',
    'repeat: { every: 3wd, times: 1 }\n  evidence',
    'check.repeat.every',
    /longer than within/,
    'every: 3wd',
  ],
  [
    'a spread that people notice',
    AGAIN,
    `${AGAIN}\nspread: 12m`,
    'spread',
    /more than a tenth of parties\[0\]\.report-in \(30wm\)/,
    'spread: 12m',
  ],
  ['a spread of hours', AGAIN, `${AGAIN}\nspread: 2h`, 'spread', /at most 1h/, 'spread: 2h'],
]).map(([what, piece, by, field, reason, at = by]) => ({ what, piece, by, field, reason, at }));

describe('GIVEN a procedure with', () => {
  it.each(cases)(
    '$what THEN it is refused with file, line, field and reason',
    ({ what, piece, by, field, reason, at }) => {
      expect(shipped).toContain(piece);
      const spoiled = shipped.replace(piece, () => by);
      // What else could reach the tier, or raise the problem.
      const text = /jumps over/.test(what)
        ? spoiled.replace(AGAIN, '')
        : spoiled.replace(CHECK === piece ? /return: .*\n/ : '', '');
      const { code, problems } = refusal(() => parseProcedure({ path, text }));
      expect(code).toBe('PROCEDURE_INVALID');
      const found = problems.find((problem) => problem.field === field && reason.test(problem.reason));
      if (found === undefined) throw new Error(JSON.stringify(problems, null, 2));
      expect(found.file).toBe(path);
      expect(text.split('\n')[found.line - 1]).toContain(at);
    },
  );

  it.each(['check', 'call-back'])('nobody but the handler for the %s THEN it is refused', (name) => {
    const only = textOf('urgent.yaml').replace(/tiers:[\s\S]*?evidence/, () =>
      [
        'tiers:',
        '  - { key: top, role: committee, level: community, acknowledge: 1h, handle: 2h, repeat: { every: 1h } }',
        name === 'check'
          ? 'check: { role: committee, level: community, within: 2h, evidence: { minimum: 0 }, rework: 2h }'
          : 'call-back: { role: committee, level: community, attempts: 3 }',
        'evidence',
      ].join('\n'),
    );
    const { problems } = refusal(() => parseProcedure({ path, text: only }));
    expect(problems).toMatchObject([{ field: `${name}.role` }]);
    expect(problems[0]?.reason).toMatch(/is the only tier.*somebody who does not handle/);
    for (const other of ['role: party-group, level: community', 'role: committee, level: street'])
      expect(
        parseProcedure({
          path,
          text: only.replaceAll(/(check|call-back): \{ role: committee, level: community/g, `$1: { ${other}`),
        }).tiers,
      ).toHaveLength(1);
  });

  it('a tier that follows another than the next THEN it is accepted as long as every rung is reached', () => {
    const jump = shipped.replace(LEAD, 'then: party-group');
    expect(parseProcedure({ path, text: jump }).tiers[0]?.then).toBe('party-group');
    const { problems } = refusal(() => parseProcedure({ path, text: jump.replace(AGAIN, '') }));
    expect(problems).toMatchObject([{ field: 'tiers[1].key', line: lineOf(jump, '- key: grid-worker') }]);
    expect(problems[0]?.reason).toMatch(/never reached: every "then" jumps over "grid-worker"/);
  });
});
