import type { Capability } from '../../kernel/capability';

export const dispatching = { commands: {}, events: {} } satisfies Capability;
