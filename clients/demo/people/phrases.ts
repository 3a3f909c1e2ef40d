/** What simulated people write into notes and reasons. */
import type { Lang } from '../../cli/words/words';

const PHRASES = {
  zh: {
    handled: [
      '已换好灯泡，现场试过',
      '已联系维修到场，恢复正常',
      '上门看过，问题已处理',
      '已协调双方，达成一致',
      '清理完毕，拍照留存',
    ],
    'pass-up': ['本级解决不了，需要上级协调', '要几个部门一起来，请调度', '超出楼栋权限，请网格处理'],
    extension: ['配件明天才到', '约了师傅，时间没定下来', '需要和物业再碰一次'],
    'force-close': ['当事人已搬走，联系不上', '查无此情况，已现场核实', '属产权单位事务，已转告'],
    yes: ['情况属实，同意', '同意，注意跟进'],
    no: ['理由不足，请继续办理', '先办理，再来申请'],
    dispute: ['还是老样子，没修好', '只弄了一半', '没有人来过'],
    reopen: ['又出现了', '问题没有解决就结了'],
  },
  en: {
    handled: ['replaced and tried on the spot', 'repair team was there, works again', 'went to see it, it is settled'],
    'pass-up': ['not to be solved at this level', 'needs several departments, please dispatch'],
    extension: ['the part comes tomorrow', 'the craftsman has no date yet'],
    'force-close': ['the household has moved away', 'checked on the spot, nothing of the kind'],
    yes: ['agreed', 'agreed, please follow up'],
    no: ['not reason enough, please go on', 'handle it first'],
    dispute: ['it is as it was', 'only half of it is done'],
    reopen: ['it is back', 'it was closed without being solved'],
  },
} as const satisfies Record<Lang, Record<string, readonly string[]>>;

export type Occasion = keyof (typeof PHRASES)['zh'];

/** @param at of [0, 1) */
export function phrase(lang: Lang, occasion: Occasion, at: number): string {
  const all: readonly string[] = PHRASES[lang][occasion];
  return all[Math.floor(at * all.length)] ?? all[0] ?? occasion;
}
