/** What `doorstep duty` and `doorstep coverage` say to people. */
import type { Hop } from '../../../domain/duty/duty';
import type { Gap } from '../../../domain/duty/coverage';
import type { Lang } from '../words/words';

interface HopFacts {
  /** Whom the step is about; empty where another column says so. */
  readonly person: string;
  /** In whose place. */
  readonly instead: string | undefined;
  readonly until: string | undefined;
}

interface DutyWords {
  readonly option: Readonly<Record<'role' | 'unit' | 'at' | 'weeks', string>>;
  readonly column: Readonly<Record<'unit' | 'role' | 'onDuty' | 'why' | 'from' | 'until' | 'alerted', string>>;
  readonly at: (facts: { at: string; zone: string }) => string;
  readonly nobody: string;
  readonly noPost: string;
  readonly noShift: (facts: { person: string; weeks: string }) => string;
  /** No beginning or end is known. */
  readonly open: string;
  /** Between two steps. */
  readonly then: string;
  /** A role of whom a competence is asked. */
  readonly competent: (role: string, tags: string) => string;
  readonly hop: Readonly<Record<Exclude<Hop['why'], 'nobody'>, (facts: HopFacts) => string>>;
  readonly gap: Readonly<Record<Gap['why'], (missing: string) => string>>;
  readonly covered: (facts: { cells: number; weeks: string }) => string;
  readonly gaps: (facts: { gaps: number; holes: number; cells: number; weeks: string }) => string;
}

const until = (text: string | undefined, say: (text: string) => string): string =>
  text === undefined ? '' : say(text);
const enUntil = (text: string | undefined): string => until(text, (at) => ` until ${at}`);
const zhUntil = (text: string | undefined): string => until(text, (at) => `，至 ${at}`);

export const dutyWords: Readonly<Record<Lang, DutyWords>> = {
  en: {
    option: {
      role: 'a role id; the roles of all tiers when left out',
      unit: 'a unit id, with everything below it',
      at: 'when (ISO 8601); now when left out',
      weeks: 'how many weeks from now on',
    },
    column: {
      unit: 'unit',
      role: 'role',
      onDuty: 'on duty',
      why: 'why',
      from: 'from',
      until: 'until',
      alerted: 'alerted',
    },
    at: ({ at, zone }) => `On duty at ${at}. Times are of ${zone}.`,
    nobody: 'nobody',
    noPost: 'No such post.',
    noShift: ({ person, weeks }) => `${person} is not on duty in the coming weeks (${weeks}).`,
    open: 'open',
    then: '; ',
    competent: (role, tags) => `${role} (${tags})`,
    hop: {
      override: ({ person, instead, until: at }) =>
        `${instead === undefined ? `override ${person}`.trimEnd() : `${person} instead of ${instead}`.trimStart()}${enUntil(at)}`,
      rotation: ({ person, until: at }) => `${person === '' ? 'rotation' : `turn of ${person}`}${enUntil(at)}`,
      'off-duty': ({ until: at }) => `no layer of the rotation is on${enUntil(at)}`,
      absent: ({ person, until: at }) => `${person} is absent${enUntil(at)}`,
      left: ({ person }) => `${person} does not hold the post any more`,
      'not-competent': ({ person, instead }) =>
        `${person}${instead === undefined ? '' : `, deputy of ${instead},`} lacks the competence`,
      deputy: ({ person, instead = '' }) => `${person === '' ? 'deputy of' : `${person} is deputy of`} ${instead}`,
      'next-on-duty': ({ person, instead = '' }) =>
        `${person === '' ? 'next in turn' : `${person} is next in turn`}, for ${instead}`,
      'whole-post': () => 'everybody of the post',
    },
    gap: {
      'off-duty': () => 'no layer of the rotation is on',
      absent: (missing) => `absent, without anybody to stand in: ${missing}`,
      left: (missing) => `not in the post any more: ${missing}`,
      'not-competent': (missing) => `nobody on duty has the competence: ${missing}`,
      vacant: () => 'nobody holds the post',
    },
    covered: ({ cells, weeks }) =>
      `Somebody is on duty at all times of the coming weeks (${weeks}) in every one of ${cells} cells. 每个方格都不能落下.`,
    gaps: ({ gaps, holes, cells, weeks }) =>
      `${holes} of ${cells} cells are without anybody on duty at some time of the coming weeks (${weeks}); gaps: ${gaps}. 每个方格都不能落下: name somebody for each.`,
  },
  zh: {
    option: {
      role: '角色编号；不填为各层级的全部角色',
      unit: '单元编号，包括其下全部单元',
      at: '何时（ISO 8601）；不填为现在',
      weeks: '从现在起几周',
    },
    column: { unit: '单元', role: '角色', onDuty: '当值', why: '依据', from: '自', until: '至', alerted: '已告警' },
    at: ({ at, zone }) => `${at} 的当值人员。时间为 ${zone} 时区。`,
    nobody: '无人',
    noPost: '没有这样的岗位。',
    noShift: ({ person, weeks }) => `${person} 今后 ${weeks} 周没有值班。`,
    open: '未定',
    then: '；',
    competent: (role, tags) => `${role}（${tags}）`,
    hop: {
      override: ({ person, instead, until: at }) =>
        `${instead === undefined ? `临时安排${person}` : `${person}临时替换${instead}`}${zhUntil(at)}`,
      rotation: ({ person, until: at }) => `${person === '' ? '轮值' : `轮到${person}`}${zhUntil(at)}`,
      'off-duty': ({ until: at }) => `此时轮值表没有人${zhUntil(at)}`,
      absent: ({ person, until: at }) => `${person}不在岗${zhUntil(at)}`,
      left: ({ person }) => `${person}已不任此岗`,
      'not-competent': ({ person, instead }) =>
        `${person}${instead === undefined ? '' : `（${instead}的代理人）`}不具备所需资格`,
      deputy: ({ person, instead = '' }) => `${person}代理${instead}`,
      'next-on-duty': ({ person, instead = '' }) => `${person}顺延接替${instead}`,
      'whole-post': () => '该岗全体',
    },
    gap: {
      'off-duty': () => '此时轮值表没有人',
      absent: (missing) => `不在岗且无人代理：${missing}`,
      left: (missing) => `已不任此岗：${missing}`,
      'not-competent': (missing) => `当值人员均不具备所需资格：${missing}`,
      vacant: () => '岗位无人担任',
    },
    covered: ({ cells, weeks }) => `今后 ${weeks} 周，${cells} 个方格时时有人当值。每个方格都不能落下。`,
    gaps: ({ gaps, holes, cells, weeks }) =>
      `每个方格都不能落下：今后 ${weeks} 周，${cells} 个方格中有 ${holes} 个出现无人当值，共 ${gaps} 处空档，请逐一安排。`,
  },
};

export const roleText = (words: DutyWords, role: string, competence: readonly string[] | undefined): string =>
  competence === undefined ? role : words.competent(role, competence.join(', '));
