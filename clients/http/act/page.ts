/** A view as a page: plain HTML that works without scripts, on a telephone and with a screen reader. */
import { commandOf, type Choice } from '../../../contracts/act-from-notice/choices';
import { actionWords } from '../../../contracts/act-from-notice/words';
import { formsOf, signInForm } from './forms';
import { Html, markup } from './html';
import { briefFacts, matterOf, questionFacts } from './facts';
import { exampleOf } from '../../cli/show/example';
import type { Naming } from './naming';
import { settledText } from './settled';
import { STYLE } from './style';
import type { View } from './view';
import { actWords, type ActWords } from './words';

export const pageOf = (view: View, naming: Naming): string =>
  sheet(contentOf(view, naming, actWords(naming.lang)), naming);

/** A whole page around its content. */
export function sheet(
  { heading, main, foot }: Content,
  { lang, community }: Pick<Naming, 'lang' | 'community'>,
): string {
  const { product } = actWords(lang);
  const shown = markup`<!doctype html>
    <html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${heading} · ${product}</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <header><p>${community} · ${product}</p></header>
        <main>
          <h1>${heading}</h1>
          ${main}
        </main>
        ${foot !== undefined && markup`<footer><p>${foot}</p></footer>`}
      </body>
    </html>`;
  return shown.text;
}

/** Nothing but the text by whose hash the policy lets it through. */
const STYLE_ELEMENT = new Html(`<style>${STYLE}</style>`);

export interface Content {
  readonly heading: string;
  readonly main: Html;
  readonly foot?: string;
}

function contentOf(view: View, naming: Naming, words: ActWords): Content {
  switch (view.kind) {
    case 'ask': {
      const foot = words.actsFor({
        person: naming.person(view.link.recipient),
        until: naming.instant(view.link.expiresAtMs),
      });
      return {
        heading: words.heading[view.question],
        main: markup`${questionFacts(view, naming, words)}${formsOf(view, naming, words)}`,
        foot,
      };
    }
    case 'done': {
      const choice = labelOf(view.choice, naming);
      const told = view.repeated
        ? words.before.text({ choice, at: naming.instant(view.atMs) })
        : words.done.now(choice);
      return {
        heading: view.repeated ? words.before.heading : words.done.heading,
        main: markup`<div class="card good" role="status">
            <p>${told}</p>
            <p>${words.done.next}</p>
          </div>
          ${matterOf(view, naming, words)}`,
      };
    }
    case 'settled':
      return {
        heading: words.settled.heading,
        main: markup`<div class="card warn" role="status"><p>${settledText(view, naming, words)}</p></div>
          ${matterOf(view, naming, words)}`,
      };
    case 'sign-in':
      return {
        heading: words.signIn.heading,
        main: markup`<div class="card warn" role="status">
            <p>${words.signIn.text(naming.person(view.link.recipient))}</p>
          </div>
          ${briefFacts(view, naming, words)}${signInForm(view.fault, words)}
          <div class="card">
            <p>${words.signIn.how}</p>
            ${commandsOf(view)}
          </div>`,
      };
    case 'expired':
    case 'revoked':
      return {
        ...ended(view.kind, words),
        main: markup`${ended(view.kind, words).main}${matterOf(view, naming, words)}`,
      };
    case 'somebody-else': {
      const { heading, main } = ended(view.kind, words);
      return {
        heading,
        main: markup`${main}
          <p>${words.signIn.notYou(naming.person(view.person))}</p>
          ${signInForm(view.fault, words)}`,
      };
    }
    case 'unknown':
    case 'away':
    case 'too-many':
    case 'malformed':
    case 'failed':
      return ended(view.kind, words);
    default:
      return view satisfies never;
  }
}

function ended(kind: keyof ActWords['ended'], words: ActWords): Content {
  const { heading, text } = words.ended[kind];
  return { heading, main: markup`<div class="card warn" role="status"><p>${text}</p></div>` };
}

const labelOf = (choice: Choice, { lang }: Naming): string => actionWords(lang).choice[choice];

/** The same answers as somebody types them who has signed in otherwise. */
const commandsOf = ({ link, choices }: View & { kind: 'sign-in' }): readonly Html[] =>
  [
    ...new Set(
      choices.map((choice) => exampleOf(commandOf(choice, link.recipient, '', '').type, link.issue, link.recipient)),
    ),
  ].map((line) => markup`<p><code>${line}</code></p>`);
