/** An explanation as the short text that the Temporal web UI shows (Markdown). Instants are UTC. */
import type { Explanation, Wait } from '../domain';

export function detailsOf(explanation: Explanation): string {
  const { stage, tier, tierKey, procedure, outcome, quarantine, waits, next, offers } = explanation;
  const head = `**${stage}**${outcome === null ? '' : ` (${outcome})`} · tier ${tier} \`${tierKey}\` · ${procedure}`;
  const aside =
    quarantine === undefined
      ? []
      : [`- **quarantined** since ${utc(quarantine.sinceMs)}: its rules can't be followed (\`${quarantine.what}\`)`];
  const lines = waits.map(
    (wait) =>
      `- waits for **${wait.what}**${questionOf(wait)} by ${wait.whom.map((person) => `\`${person}\``).join(', ')} since ${utc(wait.sinceMs)}` +
      `${wait.untilMs === null ? '' : ` until ${utc(wait.untilMs)}${wait.provisional === true ? ' (provisional)' : ''}`}, then ${wait.then} (rule \`${wait.rule}\`)`,
  );
  const comes =
    next === null
      ? []
      : [`- next by itself: ${utc(next.atMs)} ${next.clock}, ${next.then}${spreadText(next.spreadMs)}`];
  const may = offers.map(
    (offer) => `- \`${offer.command}\` by ${offer.whom.map((person) => `\`${person}\``).join(', ')}`,
  );
  return [head, '', ...aside, ...lines, ...comes, '', 'Possible now:', '', ...may, ...howToDecide(explanation)].join(
    '\n',
  );
}

/** A supervisor may decide right here, with nothing but this page. */
function howToDecide({ offers }: Explanation): readonly string[] {
  const decider = offers.find((offer) => offer.command === 'approve')?.whom[0];
  if (decider === undefined) return [];
  return ['', `To decide here: More Actions, Send a Signal, \`approve\` or \`reject\`, data \`{"by":"${decider}"}\`.`];
}

const questionOf = ({ question }: Wait): string =>
  question === undefined
    ? ''
    : ` ${question.id} (${question.kind}${question.extendByMs === undefined ? '' : ` by ${question.extendByMs / 60_000} min`}${question.untilMs === undefined ? '' : ` until ${utc(question.untilMs)}`}, asked by \`${question.askedBy}\`)`;

/** Whoever looks at the timer sees it ring later than the deadline, and why. */
const spreadText = (spreadMs: number | undefined): string =>
  spreadMs === undefined ? '' : ` (spread: ${Math.ceil(spreadMs / 1_000)} s later)`;

const utc = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
