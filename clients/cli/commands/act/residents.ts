/** What residents have to say. */
import { said, type Acts } from './asked';

export const residents: Acts<'confirm' | 'dispute' | 'withdraw' | 'reopen'> = {
  confirm: ({ doorstep, issue, by, more }) => doorstep.confirm(issue, { by }, more),
  dispute: (asked) => asked.doorstep.dispute(asked.issue, said(asked), asked.more),
  withdraw: (asked) => asked.doorstep.withdraw(asked.issue, said(asked), asked.more),
  reopen: (asked) => asked.doorstep.reopen(asked.issue, said(asked), asked.more),
};
