import type { Capability } from '../../kernel/capability';

export const jointHandling = { commands: {}, events: {} } satisfies Capability;
