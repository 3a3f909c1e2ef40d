/**
 * Runs the tests of the rules for Stryker in its own process, without Jest's machinery: the rules keep nothing between
 * two calls, so that they are loaded once and a mutant costs no more than the tests that reach it.
 */
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { determineHitLimitReached, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import { loadTests, snapshots } from './harness.mjs';

/** Stryker lets a mutant loop a hundred times longer than all tests together, with properties an hour; ten times tell enough. */
const SOONER = 10;
const SLOW_MS = 1_000;

const stryker = (globalThis.__stryker__ ??= {});

class Runner {
  capabilities = () => ({ reloadEnvironment: true });

  async dryRun() {
    this.tests = loadTests();
    const results = [];
    for (const test of this.tests) {
      stryker.currentTestId = test.id;
      results.push(await run(test));
      stryker.currentTestId = undefined;
    }
    this.timeOf = new Map(results.map(({ id, timeSpentMs }) => [id, timeSpentMs]));
    return { status: 'complete', tests: results, mutantCoverage: stryker.mutantCoverage };
  }

  time = ({ id }) => this.timeOf?.get(id) ?? 0;

  async mutantRun({ activeMutant, testFilter, hitLimit: most, reloadEnvironment, mutantActivation, disableBail }) {
    const hitLimit = most && most / SOONER;
    const begin = () => {
      stryker.activeMutant = activeMutant.id;
      stryker.hitCount = hitLimit === undefined ? undefined : 0;
      stryker.hitLimit = hitLimit;
    };
    if (mutantActivation === 'static') begin();
    if (reloadEnvironment || this.tests === undefined) {
      try {
        this.tests = loadTests();
      } catch (error) {
        stryker.activeMutant = undefined;
        this.tests = undefined;
        return { status: 'killed', killedBy: ['loading'], failureMessage: String(error), nrOfTests: 0 };
      }
    }
    begin();
    const results = [];
    // The quick ones first: most mutants never see a property of a thousand runs.
    for (const test of this.tests.sort((a, b) => this.time(a) - this.time(b))) {
      if (testFilter !== undefined && !testFilter.includes(test.id)) continue;
      results.push(await run(test));
      if (results.at(-1).status === 1 && !disableBail) break;
    }
    const hits = determineHitLimitReached(stryker.hitCount, hitLimit);
    stryker.activeMutant = undefined;
    stryker.hitCount = undefined;
    const failed = results.find(({ status }) => status === 1);
    const killer = failed && this.tests.find(({ id }) => id === failed.id);
    // A mutant that is told from the rules only by what an earlier one left behind is not killed: look again, afresh. The
    // quick tests come first and tell that; a matrix of all rights, which is slow and last, need not be gone through twice.
    if (mutantActivation === 'static') this.tests = undefined;
    else if (killer !== undefined && this.time(killer) < SLOW_MS && (await run(killer)).status === 1) {
      this.tests = undefined;
      if (!reloadEnvironment) return this.mutantRun({ ...arguments[0], reloadEnvironment: true });
    }
    return toMutantRunResult(hits ?? { status: 'complete', tests: results }, disableBail);
  }
}

async function run({ id, fn }) {
  const startedMs = Date.now();
  snapshots.begin(id, stryker.activeMutant === undefined);
  const told = () => ({ id, name: id, timeSpentMs: Date.now() - startedMs });
  try {
    await fn();
    return { ...told(), status: 0 };
  } catch (error) {
    return { ...told(), status: 1, failureMessage: String(error?.message ?? error) };
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'rules', Runner)];
