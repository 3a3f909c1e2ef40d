import type { Capability } from '../../kernel/capability';

export const callback = { commands: {}, events: {} } satisfies Capability;
