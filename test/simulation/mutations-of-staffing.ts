/** Correct histories made wrong in who is there, who is told of it, and who has it then, one way at a time. */
import { change, turn, type LooseTrace, type Mutation } from './mutations';

const HOUR = 3_600_000;
const STRANGER = 'stranger' as never;

type LooseTurn = LooseTrace['turns'][number];
type Post = LooseTurn['after']['rules']['tiers'][number];

/** Holds a post of which others are called. */
const idle = (post: Pick<Post, 'people' | 'called'> | undefined): Post['people'][number] | undefined =>
  post?.called === undefined || post.called.length === 0
    ? undefined
    : post.people.find((one) => !post.called?.includes(one));
/** Only the directory has something new to say. */
const isRefilling = ({ records }: LooseTurn): boolean => records.length === 1 && records[0]?.event.type === 'staffed';
const withoutDeputies = ({ after }: LooseTurn): boolean => after.delegations === undefined;

function tellToo(one: LooseTurn, template: string, recipient: Post['people'][number] | undefined): boolean {
  const notice = one.told.find((told) => told.template === template);
  if (notice === undefined || recipient === undefined || !withoutDeputies(one)) return false;
  one.told.push({ ...notice, recipient });
  return true;
}

export const mutationsOfStaffing: Readonly<Record<string, Readonly<Record<string, Mutation>>>> = {
  'those-there': {
    'somebody of the tier is called who is off duty': change('escalated', (_event, one) => {
      const { after } = one;
      return after.stage === 'open' && tellToo(one, 'tier-called', idle(after.rules.tiers[after.tier - 1]));
    }),
    'somebody of the tier is reminded who is off duty': change('reminded', (event, one) => {
      const { after } = one;
      const isOpen = event.clock === 'acknowledge' && after.stage === 'open' && after.dispatch === undefined;
      return isOpen && tellToo(one, 'tier-reminded', idle(after.rules.tiers[event.tier - 1]));
    }),
    'somebody of a unit is summoned who is off duty': change('summoned', (event, one) =>
      tellToo(one, 'summoned', idle(one.after.rules.parties?.find(({ key }) => key === event.party))),
    ),
    'somebody who is off duty owes a supervising tier an answer': change('supervised', (event, one) => {
      const { after } = one;
      const isWithTier = after.dispatch === undefined && after.stage === 'open';
      const person = idle(after.rules.tiers[after.tier - 1]);
      // Two tiers may share their people: a colleague of whoever watches is told as one.
      if (person !== undefined && event.people.includes(person)) return false;
      return isWithTier && tellToo(one, 'supervised', person);
    }),
    'a question reaches somebody who is not there': change('approval-requested', (event, one) => {
      const isTold = (person: string): boolean => one.told.some(({ recipient }) => recipient === person);
      return tellToo(
        one,
        'approval-asked',
        event.deciders.find((person) => !isTold(person)),
      );
    }),
    'nobody of a top of which nobody is there is told': change('escalated', (event, one, _index, { rules }) => {
      const { after } = one;
      if (event.toTier !== rules.tiers.length || after.tier !== after.rules.tiers.length) return false;
      if (after.rules.tiers.at(-1)?.called?.length !== 0) return false;
      one.told = one.told.filter(({ template }) => template !== 'tier-called');
      return true;
    }),
  },
  'passed-over': {
    'the ladder rests with a tier of which nobody is there': change('unstaffed', (event, one) => {
      const at = one.records.findIndex((record) => record.event === event);
      const next = one.records[at + 1]?.event;
      if (next?.type !== 'escalated') return false;
      one.records = one.records.slice(0, at);
      return true;
    }),
    'nobody is alarmed': change('unstaffed', (event, one) => {
      one.records = one.records.filter((record) => record.event !== event);
    }),
    'the alarm does not reach the top': change('unstaffed', (_event, one) => {
      one.told = one.told.filter(({ template }) => template !== 'nobody-on-duty');
    }),
    'a tier is passed over of which somebody is there': change('unstaffed', (event, _one, index, trace) => {
      const { turns, rules } = trace;
      const isAnew = ({ type }: { readonly type: string }): boolean => type === 'staffed' || type === 'rules-changed';
      if (turns.slice(0, index + 1).some(({ records }) => records.some((record) => isAnew(record.event)))) return false;
      delete rules.tiers[event.tier - 1]?.called;
      return true;
    }),
    'the ladder climbs from another tier': change('unstaffed', (event, one) => {
      for (const record of one.records)
        if (
          record.event.type === 'escalated' &&
          record.event.cause === 'unstaffed' &&
          record.event.fromTier === event.tier
        ) {
          record.event.fromTier = event.tier + 1;
          return true;
        }
      return false;
    }),
  },
  'not-told': {
    'somebody of the tier was told': change('not-told', (event, one) => {
      one.found!.people = one.found!.people.filter(({ person }) => person !== event.people[0]?.person);
    }),
    'somebody who was called is left out': change('not-told', (event) => {
      event.people.pop();
    }),
    'it is said of another call': change('not-told', (event) => {
      event.round += 1;
    }),
    'nobody found it out': change('not-told', (_event, one) => {
      one.found = null;
    }),
    'it is said twice of a call': change('not-told', (_event, one, index, trace) => {
      if (one.after.stage !== 'open' || one.records.length !== 1) return false;
      const { seq } = one.records[0]!;
      for (const turn of trace.turns.slice(index + 1)) for (const record of turn.records) record.seq += 1;
      const again = structuredClone(one);
      again.records[0]!.seq = seq + 1;
      trace.turns.splice(index + 1, 0, again);
      return true;
    }),
    'the alarm does not reach the top': change('not-told', (_event, one) => {
      one.told = one.told.filter(({ template }) => template !== 'nobody-told');
    }),
    'it stays with the tier where the rules let it climb': change('not-told', (_event, one) => {
      const kept = one.records.filter(({ event }) => event.type !== 'escalated' || event.cause !== 'not-told');
      if (kept.length === one.records.length) return false;
      one.records = kept;
      return true;
    }),
    'it climbs where the rules say nothing of it': change('not-told', (event, _one, _index, { rules, turns }) => {
      const climbs = turns.some(({ records }) =>
        records.some(
          ({ event: next }) => next.type === 'escalated' && next.cause === 'not-told' && next.fromTier === event.tier,
        ),
      );
      if (!climbs || turns.some(({ after }) => after.rules.version !== rules.version)) return false;
      delete rules.tiers[event.tier - 1]!.notTold;
      return true;
    }),
    'the ladder climbs without an alarm': change('not-told', (_event, one) => {
      if (!one.records.some(({ event }) => event.type === 'escalated' && event.cause === 'not-told')) return false;
      one.records = one.records.filter(({ event }) => event.type !== 'not-told');
      return true;
    }),
    'nothing comes of it': change('not-told', ({ tier, round }, one, index, trace) => {
      const called = trace.turns
        .slice(0, index)
        .flatMap(({ told }) => told.filter((notice) => notice.template === 'tier-called'));
      if (one.records.length !== 1 || called.at(-1)?.tier !== tier || called.at(-1)?.round !== round) return false;
      one.records = [];
      one.told = [];
      return true;
    }),
  },
  'hand-over': {
    'somebody hands it over who has it not': change('handed-over', (event) => {
      event.from = STRANGER;
    }),
    'it goes to another than the deputy': change('handed-over', (event) => {
      if (event.to === undefined) return false;
      event.to = STRANGER;
      return true;
    }),
    'a deputy is passed by': change('handed-over', (event, one) => {
      const [gone] = one.staffing?.away ?? [];
      if (event.to !== undefined || gone === undefined) return false;
      gone.deputy = STRANGER;
      return true;
    }),
    'a deputy has it who is not called for the competence that is asked': change('handed-over', (event, one) => {
      const { before, staffing } = one;
      const post = before?.dispatch === undefined ? before?.rules.tiers[before.tier - 1] : undefined;
      const deputy = staffing?.away?.find(({ person }) => person === event.from)?.deputy;
      if (post?.competence === undefined || event.to !== undefined || deputy === undefined) return false;
      if (deputy === before?.report.reporter) return false;
      event.to = deputy;
      delete event.acknowledge;
      return true;
    }),
    'a deputy has to acknowledge it as if it were new': change('handed-over', (event, one) => {
      const { acknowledge } = event;
      if (acknowledge === undefined || one.records.length !== 1) return false;
      event.to = STRANGER;
      return true;
    }),
    'whoever hands it over is there': change('handed-over', (_event, one) => {
      if (one.staffing !== null) one.staffing.away = [];
    }),
    'whoever is away keeps it': change('handed-over', (_event, one) => {
      one.records = one.records.filter(({ event: { type } }) => type === 'staffed');
    }),
    'the crew has no fresh time to acknowledge': change('handed-over', (event) => {
      if (event.acknowledge === undefined) return false;
      event.acknowledge.sinceMs -= HOUR;
      return true;
    }),
    'it takes an hour from the time to handle': change('handed-over', (_event, one) => {
      const { handle } = one.after.clocks;
      if (handle === undefined || one.records.some(({ event: { type } }) => type === 'escalated')) return false;
      one.after.clocks = { ...one.after.clocks, handle: { ...handle, dueAtMs: handle.dueAtMs - HOUR } };
      return true;
    }),
    'it is handed over while it is suspended': change('handed-over', (event, one, index, trace) => {
      const before = trace.turns.slice(0, index);
      const at = before.findLastIndex(({ records }) => records.some((record) => record.event.type === 'acknowledged'));
      if (at === -1 || event.to === undefined) return false;
      trace.turns.splice(at, 1);
      return one.before?.stage === 'handling';
    }),
  },
  refilling: {
    'a post is filled by others than the directory says': change('staffed', (event) => {
      const [post] = event.posts;
      if (post !== undefined) post.people = [...post.people, STRANGER];
    }),
    'the answer for another competence fills it': change('staffed', (event) => {
      const post = event.posts.find(({ competence }) => competence !== undefined);
      if (post === undefined) return false;
      post.competence = ['another'];
      return true;
    }),
    'others are called than are there': change('staffed', (event) => {
      const post = event.posts.find(({ called }) => called !== undefined && called.length > 0);
      if (post === undefined) return false;
      post.called = [];
      return true;
    }),
    'nobody looked who is there': change('staffed', (_event, one) => {
      one.staffing = null;
    }),
    'a post has not changed': change('staffed', (event, one) => {
      const post = one.before?.rules.tiers.find(({ role }) => !event.posts.some((changed) => changed.role === role));
      if (post === undefined || post.called !== undefined) return false;
      const { role, unit, people } = post;
      event.posts.push({ role, unit, people });
      return true;
    }),
    'a clock begins anew': turn((one) => {
      const { handle } = one.after.clocks;
      if (!isRefilling(one) || handle === undefined) return false;
      one.after.clocks = { ...one.after.clocks, handle: { ...handle, dueAtMs: handle.dueAtMs + HOUR } };
      return true;
    }),
    'a question goes to others': turn((one) => {
      const pending = one.after.approvals.findIndex(({ status }) => status === 'pending');
      if (!isRefilling(one) || pending === -1) return false;
      one.after.approvals = one.after.approvals.map((approval, index) =>
        index === pending ? { ...approval, deciders: [STRANGER] } : approval,
      );
      return true;
    }),
    'nobody has it any more': turn((one) => {
      if (!isRefilling(one) || one.after.assignee === null) return false;
      one.after.assignee = null;
      return true;
    }),
    'somebody is told': turn((one, _index, { turns }) => {
      if (!isRefilling(one)) return false;
      one.told = structuredClone(turns[0]!.told);
      return true;
    }),
  },
};
