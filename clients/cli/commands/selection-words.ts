/** What is said of choosing issues, by `list` and by `bulk`. */
import type { SelectionOption } from '../selection-grammar';
import type { Lang } from '../words/words';

interface SelectionWords {
  readonly option: Readonly<Record<SelectionOption, string>>;
  readonly after: string;
  readonly more: (after: string) => string;
  readonly unitNotKnown: (unit: string) => string;
}

export const selectionWords: Readonly<Record<Lang, SelectionWords>> = {
  en: {
    option: {
      stage: 'open, handling, suspended, confirming, closed; several with commas, as with every choice below',
      tier: 'the number of the rung that is on duty',
      unit: 'reported there or anywhere below: a grid has its buildings',
      category: 'category ids',
      severity: 'low, normal, high, urgent',
      procedure: 'procedure ids, of any version, or one version such as power@2',
      reporter: 'who reported',
      assignee: 'to whom it is assigned',
      overdue: 'only those whose tier on duty let a deadline pass',
    },
    after: 'only what comes behind this issue: the next page',
    more: (after) => `There may be more: the same with --after ${after}`,
    unitNotKnown: (unit) =>
      `${unit} is no unit of the policies at hand (see DOORSTEP_POLICIES): only issues reported for exactly ${unit} are meant.`,
  },
  zh: {
    option: {
      stage: 'open、handling、suspended、confirming、closed；多个用逗号隔开，下列各项同此',
      tier: '当值层级的序号',
      unit: '在此单元或其下任何单元上报的：网格包括其楼栋',
      category: '类别编号',
      severity: 'low、normal、high、urgent',
      procedure: '规程编号（任何版本），或某一版本，如 power@2',
      reporter: '上报人',
      assignee: '被指派人',
      overdue: '只要当值层级已逾期的',
    },
    after: '只要排在该事项之后的：下一页',
    more: (after) => `可能还有：加上 --after ${after} 看下一页`,
    unitNotKnown: (unit) => `现有政策（见 DOORSTEP_POLICIES）里没有单元 ${unit}：只指恰好以 ${unit} 上报的事项。`,
  },
};
