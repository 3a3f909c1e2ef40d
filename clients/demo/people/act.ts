/** Carries out what somebody meant to do, as far as it is still theirs to do. */
import { issueId } from '../../sdk';
import { ask, decide } from './deeds/ask';
import { link, nameDeputy } from './deeds/arrange';
import { call, check, verify } from './deeds/look';
import { comment, confirm, dispute, reopen, withdraw } from './deeds/resident';
import { dispatch, finish, reportIn, summon } from './deeds/together';
import { answer, supervise } from './deeds/watch';
import { assign, goOnWith, handle, passUp, take } from './deeds/work';
import type { Intention } from './intention';
import { Scene, type Doing } from './scene';

/** A person looks at the issue first, as everybody does who opens a notice. */
export async function act(doing: Doing, intention: Intention): Promise<void> {
  const issue = issueId(doing.told.message.issue);
  await carryOut(new Scene(doing, issue, await doing.hands.look(issue)), intention);
}

async function carryOut(scene: Scene, intention: Intention): Promise<void> {
  switch (intention.kind) {
    case 'take':
      return take(scene);
    case 'pass-up':
      return passUp(scene);
    case 'assign':
      return assign(scene);
    case 'delegate':
      return nameDeputy(scene);
    case 'link':
      return link(scene, intention.to);
    case 'go-on':
      return goOnWith(scene);
    case 'handle':
      return handle(scene);
    case 'dispatch':
      return dispatch(scene, intention.to);
    case 'summon':
      return summon(scene, intention.parties);
    case 'ask':
      return ask(scene, intention.what);
    case 'decide':
      return decide(scene, intention);
    case 'report-in':
      return reportIn(scene);
    case 'finish':
      return finish(scene);
    case 'verify':
      return verify(scene);
    case 'check':
      return check(scene);
    case 'call':
      return call(scene);
    case 'supervise':
      return supervise(scene);
    case 'answer':
      return answer(scene);
    case 'comment':
      return comment(scene);
    case 'withdraw':
      return withdraw(scene);
    case 'confirm':
      return confirm(scene);
    case 'dispute':
      return dispute(scene);
    case 'reopen':
      return reopen(scene);
    default:
      intention satisfies never;
  }
}
