import type { Capability } from '../../kernel/capability';

export const supervision = { commands: {}, events: {} } satisfies Capability;
