/** What can be asked for. A further kind is one more entry. */
import type { ApprovalKind } from '../../kernel/state';
import { extension } from './extension';
import { forceClose } from './force-close';
import { suspension } from './suspension';
import type { ApprovalKindRules } from './kind';

export const kinds: Readonly<Record<ApprovalKind, ApprovalKindRules>> = {
  extension,
  suspension,
  'force-close': forceClose,
};
