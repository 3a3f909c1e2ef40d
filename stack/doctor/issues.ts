import { say } from '../texts';
import { fail, judge, type Finding } from './finding';

const NAMED = 20;

/** Issues that stand still because their rules can't be followed. @param list asks whoever reads the log */
export async function diagnoseIssues(list: () => Promise<readonly string[]>): Promise<Finding[]> {
  try {
    const ids = await list();
    const found =
      ids.length === 0
        ? say('issues.none')
        : say('issues.some', { count: ids.length, named: ids.slice(0, NAMED).join(', ') });
    return [judge(ids.length === 0, 'issues', 'quarantined', found, say('issues.mend'), 'warn')];
  } catch (error) {
    return [fail('issues', 'quarantined', (error as Error).message, say('issues.look'))];
  }
}
