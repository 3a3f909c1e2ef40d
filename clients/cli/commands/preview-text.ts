/** A preview as people read it. */
import type { Preview } from '../../../workers/channels/preview';
import type { Session } from '../session';
import { contactWords } from './contact-words';
import { previewWords } from './preview-words';

export function previewText(session: Session, preview: Preview): string {
  const words = previewWords[session.lang];
  const head = (more?: string): string =>
    `── ${contactWords[session.lang].channel[preview.channel]}${more === undefined ? '' : ` · ${more}`}`;
  switch (preview.channel) {
    case 'inbox':
      return [head(), preview.subject, '', preview.body].join('\n');
    case 'email':
      return [head(), `${words.subject} ${preview.subject}`, '', preview.text.trimEnd()].join('\n');
    case 'sms':
      return [head(words.segments(preview)), preview.text].join('\n');
    case 'phone':
      return [head(), preview.text].join('\n');
    case 'robot':
      return [
        head(words.bytes(preview.bytes)),
        `WeCom     ${JSON.stringify(preview.wecom)}`,
        `DingTalk  ${JSON.stringify(preview.dingtalk)}`,
      ].join('\n');
    case 'webhook':
      return [head(), JSON.stringify(preview.body, null, 2)].join('\n');
    default:
      return preview satisfies never;
  }
}
