/** One form for each answer, so that what an answer needs stands beside its button, and no script is needed. */
import { CHOICES, LONGEST_WORDS, type Choice } from '../../../contracts/act-from-notice/choices';
import { actionWords } from '../../../contracts/act-from-notice/words';
import { markup, type Html } from './html';
import type { Naming } from './naming';
import type { SignInFault, View } from './view';
import type { ActWords } from './words';

type Asking = View & { readonly kind: 'ask' };

/** Instead of an answer: a form that signs in. */
export const SIGN_IN = 'sign-in';

/** These say no, and look like it. */
const REFUSING: ReadonlySet<Choice> = new Set<Choice>(['decline', 'reject', 'fail-check', 'dissatisfied', 'dispute']);

export const formsOf = (view: Asking, naming: Naming, words: ActWords): readonly Html[] =>
  view.choices.map((choice) => formOf(view, choice, naming, words));

/** Without an action it goes back to the address of the page: the token is nowhere in it. */
function formOf(view: Asking, choice: Choice, { lang }: Naming, words: ActWords): Html {
  const label = actionWords(lang).choice[choice];
  const isOneOfSeveral = view.choices.length > 1;
  return markup`<section class="card" aria-label="${label}">
    ${isOneOfSeveral && markup`<h2>${label}</h2>`}
    <p id="m-${choice}">${words.means[choice]}</p>
    <form method="post" accept-charset="utf-8">
      <input type="hidden" name="choice" value="${choice}" />
      ${CHOICES[choice].words !== 'none' && fieldOf(view, choice, words)}
      <button type="submit" aria-describedby="m-${choice}" ${REFUSING.has(choice) && markup` class="no"`}>
        ${label}
      </button>
    </form>
  </section>`;
}

function fieldOf({ wrong }: Asking, choice: Choice, words: ActWords): Html {
  const isRequired = CHOICES[choice].words === 'required';
  const mine = wrong?.choice === choice ? wrong.words : undefined;
  const fault = mine === undefined ? undefined : faultOf(mine, words);
  return markup`<label for="w-${choice}">${words.say[choice]}${isRequired ? words.required : words.optional}</label>
    ${fault !== undefined && markup`<p class="error" id="e-${choice}" role="alert">${fault}</p>`}
    <textarea
      id="w-${choice}"
      name="words"
      maxlength="${LONGEST_WORDS}"
      ${isRequired && markup` required`}${
        fault !== undefined && markup` aria-invalid="true" aria-describedby="e-${choice}" autofocus`
      }
    >
${mine}</textarea>`;
}

const faultOf = (written: string, words: ActWords): string =>
  written.trim() === '' ? words.wordsMissing : words.wordsTooLong(LONGEST_WORDS);

/** To the same address, like every form of the page. */
export const signInForm = (fault: SignInFault | undefined, { signIn }: ActWords): Html =>
  markup`<section class="card" aria-label="${signIn.button}">
    <form method="post" accept-charset="utf-8">
      <input type="hidden" name="choice" value="${SIGN_IN}" />
      ${fault !== undefined && markup`<p class="error" role="alert">${signIn.fault[fault]}</p>`}
      <label for="name">${signIn.name}</label>
      <input id="name" name="name" autocomplete="username" autocapitalize="none" maxlength="100" required />
      <label for="password">${signIn.password}</label>
      <input id="password" name="password" type="password" autocomplete="current-password" maxlength="1000" required />
      <button type="submit">${signIn.button}</button>
    </form>
  </section>`;
