/** What can be asked for. A further kind is one more entry. */
import type { ApprovalKind } from '../../kernel/state';
import { extension } from './extension';
import { forceClose } from './force-close';
import type { ApprovalKindRules } from './kind';

export const kinds: Readonly<Record<ApprovalKind, ApprovalKindRules>> = { extension, 'force-close': forceClose };
