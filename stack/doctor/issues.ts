import { fail, judge, type Finding } from './finding';

const NAMED = 20;

/** Issues that stand still because their rules can't be followed. @param list asks whoever reads the log */
export async function diagnoseIssues(list: () => Promise<readonly string[]>): Promise<Finding[]> {
  try {
    const ids = await list();
    const more = ids.length > NAMED ? `, and ${ids.length - NAMED} more` : '';
    const found = ids.length === 0 ? 'none' : `${ids.length}: ${ids.slice(0, NAMED).join(', ')}${more}`;
    const remedy =
      'Their rules can not be followed: correct the procedure, then `doorstep procedure migrate <procedure> --apply`.';
    return [judge(ids.length === 0, 'issues', 'quarantined', found, remedy, 'warn')];
  } catch (error) {
    return [fail('issues', 'quarantined', (error as Error).message, 'See what is said of PostgreSQL above.')];
  }
}
