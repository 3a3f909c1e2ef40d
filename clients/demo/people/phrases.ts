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
    suspension: ['地还冻着，化了才能挖', '等供暖期过了再改管'],
    dispatch: ['设施归你们管，请办理', '现场看过，属你单位职责'],
    'give-back': ['不归我们管，早已移交', '表后的管道不是我们的，请另派'],
    summon: ['要几家一起到场，请报到', '一家办不了，请来现场会商'],
    part: ['我方已完成，现场交接', '图纸已找到，配合完毕'],
    release: ['不再等了，其余各方先办', '这部分已由别家代办'],
    verified: ['上门看过，情况属实', '邻居也这么说，属实'],
    declined: ['是自家装修留下的，不属受理范围', '看过现场，并无此事'],
    checked: ['到场看过，办妥了', '试过，好了'],
    'check-failed': ['现场还在渗', '只做了面上，里头没动'],
    supervise: ['拖得太久，列为督办', '居民反映强烈，请说明进展'],
    answer: ['已约好人，明天一早上门', '材料已到，今天施工'],
    delegate: ['今天在外开会，请代办', '请假半天'],
    comment: ['三楼也是这样', '补一张照片，傍晚更明显'],
    withdraw: ['自己好了，不用来了', '邻居帮忙修好了'],
    link: ['和前面那件是一回事', '同一处同一件事，一并办'],
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
    suspension: ['the ground is frozen', 'the pipes wait for the end of the heating season'],
    dispatch: ['it is yours to see to', 'seen on the spot: your pipes'],
    'give-back': ['not ours, it was handed over long ago', 'behind the meter it is not ours'],
    summon: ['we have to be there together', 'nobody can do it alone, please come'],
    part: ['our part is done', 'the drawings are found'],
    release: ['we go on without it', 'somebody else did that part'],
    verified: ['been there, it is so'],
    declined: ['left by their own renovation', 'been there, nothing of the kind'],
    checked: ['been there, it is done'],
    'check-failed': ['it still leaks', 'only the surface was done'],
    supervise: ['it takes too long', 'please tell how it stands'],
    answer: ['somebody comes tomorrow morning', 'the parts are here, it is done today'],
    delegate: ['away for half a day', 'in a meeting elsewhere'],
    comment: ['the third floor has it too', 'one more photo'],
    withdraw: ['it works again by itself', 'a neighbour has mended it'],
    link: ['the same matter as the one before', 'one thing at one place'],
  },
} as const satisfies Record<Lang, Record<string, readonly string[]>>;

export type Occasion = keyof (typeof PHRASES)['zh'];

/** @param at of [0, 1) */
export function phrase(lang: Lang, occasion: Occasion, at: number): string {
  const all: readonly string[] = PHRASES[lang][occasion];
  return all[Math.floor(at * all.length)] ?? all[0] ?? occasion;
}
