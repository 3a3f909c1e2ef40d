import { wrappedTemporal } from './wrapped-temporal';

/** A Temporal server that suggests continue-as-new after few events instead of thousands. */
export const suggestingAfter = (events: number, folder: string): Promise<NodeJS.ProcessEnv> =>
  wrappedTemporal(folder, { option: `-dynamic-config=limit.historyCount.suggestContinueAsNew=${events}` });
