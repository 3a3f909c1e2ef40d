import type { Check } from '../check';

export const links: Check = {
  name: 'links',
  promise:
    'A follower climbs when its lead climbs, its resident is asked when the lead is handled, and it goes its own way again when the lead can not answer for it.',
  on: {
    linked: ({ stage }, { lead }, { after }, say) => {
      if (stage !== 'open' && stage !== 'handling') say(`it is linked while it is ${stage}`);
      if (lead === after.id) say('it goes with itself');
    },
    followed: ({ link, reporter }, { lead, what, by, confirm }, { lead: seen }, say) => {
      if (link === null) return say('it follows, and goes with no other');
      if (link.lead !== lead || seen?.id !== lead) say(`it goes with ${link.lead} and follows ${lead}`);
      if (what === 'handled' && (by === undefined || confirm === undefined))
        say('handled by nobody, or nobody is asked');
      if (what === 'handled' && by === reporter) say('the resident has the last word and handled it as well');
      if (what === 'handled' && seen?.stage !== 'confirming' && seen?.stage !== 'closed')
        say('the lead is not handled');
    },
    unlinked: ({ link }, { lead, by }, { what, lead: seen }, say) => {
      if (link?.lead !== lead) say(`it goes with ${link?.lead ?? 'no other'} and is taken from ${lead}`);
      if (by !== undefined) return;
      if (what !== 'engine') return say('it is taken apart by nobody');
      const isOver = seen?.stage === 'closed' || seen?.stage === 'confirming' || seen?.isFollower === true;
      if (!isOver) say('the lead goes on, and it goes its own way');
    },
  },
  turn: (after, { what, lead, records }, say) => {
    if (what !== 'engine' || lead === null) return;
    if (after.link?.lead === lead.id && lead.stage === 'closed')
      say(`the lead is closed, and the issue still goes with it after ${records[0]?.event.type}`);
  },
};
