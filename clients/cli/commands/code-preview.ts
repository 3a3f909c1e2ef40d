/** The letter that brings a one-time code, as it would go out: its code is made up, and opens nothing. */
import { DoorstepError } from '../../../contracts/errors';
import { renderCode } from '../../../domain/messages/render';
import { LANGS } from '../../../domain/procedure/documents/words';
import { policiesInUse, readPolicies } from '../../../policies/read';
import { CODE_CHANNELS, CODE_TERMS } from '../../../store';
import type { Note } from '../../../workers/channels/channel';
import { previewOn } from '../../../workers/channels/preview';
import { choiceArgument } from '../arguments';
import type { Session } from '../session';
import { previewText } from './preview-text';

/** As it is called in policies/messages. */
export const REPORT_CODE = 'report-code';
const EXAMPLE_CODE = '042137';
/** Options that say something of notices. */
const OF_NOTICES = ['issue', 'guest', 'procedure', 'event', 'gathered'] as const;

type CodeOptions = Readonly<
  Partial<Record<'on' | 'in', string> & Record<(typeof OF_NOTICES)[number], string | boolean>>
>;

/** Throws ARGUMENT_INVALID, also for what says something of a notice, and what readPolicies throws. */
export function codePreview(session: Session, options: CodeOptions): void {
  const unfit = OF_NOTICES.find((option) => options[option] !== undefined);
  if (unfit !== undefined)
    throw new DoorstepError('ARGUMENT_INVALID', `--${unfit} says something of notices; ${REPORT_CODE} is none.`, {
      place: { field: `--${unfit}` },
    });
  const channels = options.on === undefined ? CODE_CHANNELS : [choiceArgument('--on', options.on, CODE_CHANNELS)];
  const lang = options.in === undefined ? session.lang : choiceArgument('--in', options.in, LANGS);
  const policies = readPolicies(policiesInUse(session.io.env));
  const text = renderCode(policies, lang, { code: EXAMPLE_CODE, minutes: CODE_TERMS.validMs / 60_000 });
  const note: Note = { id: 'code-example', kind: 'code', severity: 'normal', queuedAtMs: Date.now(), lang, ...text };
  const previews = channels.map((channel) => previewOn(channel, note));
  session.answer({ template: REPORT_CODE, lang, previews }, () =>
    previews.map((preview) => previewText(session, preview)).join('\n\n'),
  );
}
