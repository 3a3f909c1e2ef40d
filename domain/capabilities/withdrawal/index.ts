import type { Capability } from '../../kernel/capability';

export const withdrawal = { commands: {}, events: {} } satisfies Capability;
