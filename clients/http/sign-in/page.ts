/** The form to sign in, or who one is with the way out. */
import { signInForm } from '../act/forms';
import { markup, type Html } from '../act/html';
import type { Naming } from '../act/naming';
import { sheet } from '../act/page';
import type { SignInFault } from '../act/view';
import { actWords } from '../act/words';
import { DOCS_PATH } from '../openapi';
import { signInWords, type SignInWords } from './words';

/** Instead of a name and a password. */
export const SIGN_OUT = 'sign-out';

export function signInPage(naming: Naming, fault?: SignInFault): string {
  const words = signInWords(naming.lang);
  return sheet(
    {
      heading: words.heading,
      main: markup`<p>${words.text}</p>
        ${signInForm(fault, actWords(naming.lang))}
        <p>${words.forgotten}</p>`,
    },
    naming,
  );
}

/** @param person undefined for an operator who is nobody of the directory */
export function signedInPage(naming: Naming, person: string | undefined, temporalUi: string | undefined): string {
  const words = signInWords(naming.lang);
  return sheet(
    {
      heading: words.done.heading,
      main: markup`<div class="card good" role="status">
          <p>${person === undefined ? words.operator : words.done.text(naming.person(person))}</p>
        </div>
        ${waysOn(words, temporalUi)}
        <form class="card" method="post" accept-charset="utf-8">
          <input type="hidden" name="choice" value="${SIGN_OUT}" />
          <button type="submit">${words.signOut}</button>
        </form>`,
    },
    naming,
  );
}

const waysOn = (words: SignInWords, temporalUi: string | undefined): Html => markup`<div class="card">
    ${temporalUi !== undefined && markup`<p><a href="${temporalUi}">${words.temporal}</a></p>`}
    <p><a href="${DOCS_PATH.slice(1)}">${words.docs}</a></p>
  </div>`;
