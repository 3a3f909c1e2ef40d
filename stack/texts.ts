/** What the doctor says, each sentence once: in English here, so that another language can say the same (clients/cli/words). */
export const TEXTS = {
  // machine
  'node.other': 'Install Node.js 20.19 or newer of the 20 line, or 22.12 or newer.',
  'not-found': 'not found',
  'npm.missing': 'Install npm to install or update Doorstep; a running stack does not need it.',
  'go.missing': 'Needed only to build NATS and Temporal once; see the checks of those two.',
  'disk.free': '{gigabytes} GB free for {folder}',
  'disk.scarce': 'Free some space, or choose a folder on another disk with DOORSTEP_DATA.',
  'clock.drift': 'wall and monotonic clock differ by {ms} ms over 250 ms',
  'clock.stepped': 'The clock is being set in steps: let a time service slew it instead.',
  'zone.data': '{version}, Asia/Shanghai is {offset}',
  'zone.missing': 'Use a Node.js with full ICU data.',
  // stack
  'workers.built': 'built',
  'folder.fit': '{folder} can be written',
  'folder.free': '{folder} is not in use',
  'folder.held': '{folder} is held by process {pid} since {since}',
  'left.running': 'its supervisor was killed; still running: {processes}',
  'left.files': 'its supervisor was killed; none of its processes runs any more',
  'left.do':
    'The next start on this data folder (`npm start`) stops what still runs and clears the rest; the data stays.',
  'processes.starting': 'still starting',
  'processes.wait': 'Wait until the start is done, then look again.',
  'process.runs': 'process {pid}',
  'process.away': 'not running',
  'process.restarts': 'It is being restarted; see {name}.log in the data folder.',
  'ports.chosen': '{first} to {last} are free',
  'ports.freed': '{first} to {last}, once what is left over is stopped',
  'ports.first': 'free ones are chosen at the first start',
  'ports.moved': 'taken: {taken}',
  'ports.others': 'Others will be chosen at the next start; stop the program that uses these to keep the addresses.',
  'running.no': 'no',
  'running.start': 'Start it with `npm start`.',
  // where the servers come from
  'from.address': '{variable}, {host}, version {version}',
  'from.variable': '{variable}, {file}, version {version}',
  'from.npm': 'the installed npm package, version {version}',
  'from.cache': 'cached at {file}',
  'from.download': 'an official release, will be downloaded once',
  'from.go': 'version {version}, will be built with Go once',
  'data.elsewhere': 'with the server that the environment names',
  'data.none': 'none yet, made at the first start',
  'data.version': 'of PostgreSQL {version}',
  // the servers themselves
  'postgres.version': 'Use PostgreSQL {oldest} or newer.',
  'postgres.durable': 'Set {name} to on: acknowledged events could be lost at power failure.',
  'postgres.look': 'See postgres.log in the data folder, or check DATABASE_URL.',
  'postgres.skew': "{ms} ms from this machine's",
  'postgres.skewed': 'Keep both machines on the same time service: recorded and occurred times come from both.',
  on: 'on',
  'nats.look': 'See nats.log in the data folder, or check NATS_URL.',
  'nats.sync': 'Set sync_interval to always: acknowledged messages could be lost at power failure.',
  'nats.strict':
    'Remove `strict: false` from the jetstream block: with it a person could have the server purge inboxes by steering its answers.',
  'nats.always': 'always',
  'nats.every': 'every {seconds} s',
  'nats.hidden': 'not visible',
  'nats.unreadable': 'not visible: {reason}',
  'nats.monitor': 'Name the monitoring address of your NATS server in NATS_MONITOR_URL to have this checked.',
  'nats.monitor.wrong': 'Check NATS_MONITOR_URL.',
  'queues.lag': '{pending} wait, {inHand} in hand, {redelivered} of them again',
  'queues.behind': 'The notifier is behind: see notifier.log in the data folder and `doorstep metrics`.',
  'queues.aside': '{count} in the stream DEAD',
  'queues.dead': 'Look at them with their reasons: `nats stream view DEAD` as the user operator.',
  'temporal.version': 'Use Temporal {oldest} or newer.',
  'temporal.retention': '{namespace}, keeps closed workflows for {hours} h',
  'temporal.retention.short': 'Keep them a day or longer, so that operators can look at what just ended.',
  'temporal.attributes.missing': 'missing: {names}',
  'temporal.attributes.make': 'Start the stack, whose set-up creates them.',
  'temporal.full': 'full, every commit is on disk',
  'temporal.normal': 'normal: the last commits may be lost at power failure, and the event log repairs that',
  'temporal.look': 'See temporal.log in the data folder, or check TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE.',
  // policies
  'policies.fine': '{folder} is in order',
  'calendar.endless': 'no calendar has an end',
  'calendar.through': '{day}, {days} days from now',
  'calendar.load': 'Load the calendar of the next year: deadlines beyond this day are provisional.',
  // issues
  'issues.none': 'none',
  'issues.some': '{count}: {named}',
  'issues.mend':
    'Their rules can not be followed: correct the procedure, then `doorstep procedure migrate <procedure> --apply`.',
  'issues.look': 'See what is said of PostgreSQL above.',
  // notices
  'notices.none': 'none',
  'notices.dead': '{count}, the oldest given up {hours} h ago',
  'notices.replay':
    'See why with `doorstep dead-letters list`; once the channels are well, `doorstep dead-letters replay --all`.',
} as const;

export type TextKey = keyof typeof TEXTS;

export const PARTS = [
  'machine',
  'stack',
  'policies',
  'postgres',
  'nats',
  'temporal',
  'calendar',
  'issues',
  'notices',
] as const;
export type Part = (typeof PARTS)[number];

/** Names of checks that are words; those of settings and processes stand for themselves in every language. */
export const CHECKS = [
  'clock',
  'time-zone data',
  'workers',
  'documents',
  'writable',
  'disk',
  'comes from',
  'data',
  'ports',
  'data folder',
  'processes',
  'running',
  'answers',
  'version',
  'put aside',
  'queues',
  'namespace',
  'search attributes',
  'known through',
  'quarantined',
  'dead letters',
] as const;
export type Check = (typeof CHECKS)[number];

/** One of the sentences with what fills it, or something that is the same in every language: a version, a path. */
export type Phrase = string | { readonly text: TextKey; readonly values: Readonly<Record<string, string | number>> };

export const say = (text: TextKey, values: Readonly<Record<string, string | number>> = {}): Phrase => ({
  text,
  values,
});

/** @param texts of the language; English when left out */
export function spoken(phrase: Phrase, texts: Readonly<Record<TextKey, string>> = TEXTS): string {
  if (typeof phrase === 'string') return phrase;
  return texts[phrase.text].replace(/\{(\w+)\}/g, (_, name: string) => String(phrase.values[name] ?? ''));
}
