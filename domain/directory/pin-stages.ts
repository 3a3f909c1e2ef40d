/** What of a procedure names people beside the ladder: who verifies, checks, calls, helps, decides or learns of it. */
import type { Decision, IssueRules } from '../kernel/rules';
import type { Posted } from '../kernel/staffing';
import type { PartyKey } from '../kernel/ids';
import { given } from '../procedure/documents/given';
import type { Procedure, WrittenDecision, WrittenPost } from '../procedure/procedure';
import type { Unit } from './community';
import { postedAt, type HasDirectory } from './directory';
import type { Measure } from './measure';

/** Where a matter is, with everything that is known of the place. */
export interface Place {
  readonly policies: HasDirectory;
  readonly unit: Unit;
  readonly measure: Measure;
}

/** Undefined where the matter lies above everybody who could do it. */
function posted({ policies, unit }: Place, post: WrittenPost): Posted | undefined {
  const found = postedAt(policies, post.role, unit, post.level);
  return found && { role: post.role, unit: found.unit.id, people: found.people };
}

export function pinDecision(place: Place, { decide, remind, quorum, panels, onTimeout }: WrittenDecision): Decision {
  const here = panels?.flatMap((panel) => {
    const who = posted(place, panel);
    return who === undefined ? [] : [{ ...who, quorum: panel.quorum }];
  });
  return given({
    decideWithin: place.measure.term(decide),
    reminders: remind?.map((warning) => place.measure.warning(warning)),
    // A matter that lies above every panel is decided as where there are none.
    panels: here === undefined || here.length === 0 ? undefined : here,
    quorum,
    onTimeout,
  });
}

type Stages = 'verification' | 'parties' | 'check' | 'callBack' | 'problem' | 'supervision' | 'copies';

/** A party that nobody is at this place, and a stage that a matter so wide has nobody for, is left out. */
export function pinStages(place: Place, procedure: Procedure): { readonly [S in Stages]: IssueRules[S] | undefined } {
  const { measure } = place;
  const { verification, check, callBack, supervision } = procedure;
  const [verifiers, checkers, callers] = [verification, check, callBack].map((post) => post && posted(place, post));
  const parties = pinParties(place, procedure);
  const copies = (procedure.copies ?? []).flatMap((copy) => {
    const people = posted(place, copy)?.people;
    return people === undefined ? [] : [{ event: copy.event, people }];
  });
  return {
    verification: verification &&
      verifiers && {
        by: verifiers,
        within: measure.term(verification.within),
        repeat: measure.repeat(verification.repeat),
      },
    parties: parties.length === 0 ? undefined : parties,
    check: check &&
      checkers && {
        by: checkers,
        within: measure.term(check.within),
        repeat: measure.repeat(check.repeat),
        evidenceMinimum: check.evidence.minimum,
        reworkWithin: measure.term(check.rework),
      },
    callBack: callBack && callers && { by: callers, attempts: callBack.attempts },
    problem: procedure.problem,
    supervision: supervision && { answerWithin: measure.term(supervision.answer) },
    copies: copies.length === 0 ? undefined : copies,
  };
}

function pinParties(place: Place, { parties = [] }: Procedure): NonNullable<IssueRules['parties']> {
  return parties.flatMap((party) => {
    const who = posted(place, party);
    if (who === undefined) return [];
    return [
      {
        key: party.key as PartyKey,
        ...who,
        ...(party.competence === undefined ? {} : { competence: party.competence }),
        acknowledgeWithin: place.measure.term(party.acknowledge),
        handleWithin: place.measure.term(party.handle),
        reportInWithin: place.measure.term(party.reportIn),
      },
    ];
  });
}
