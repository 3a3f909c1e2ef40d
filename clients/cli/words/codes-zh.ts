import type { ErrorCode } from '../../../contracts/error-codes';
import type { RefusalCode } from '../../../domain';

interface Meaning {
  readonly meaning: string;
  readonly remedy: string;
}
const say = (meaning: string, remedy: string): Meaning => ({ meaning, remedy });
const SEE = '用 `doorstep explain <事项>` 看现在谁可以做什么。';

/** Every refusal of the rules has its sentence; the compiler asks for a missing one. */
const refusals: Readonly<Record<RefusalCode, Meaning>> = {
  ISSUE_CLOSED: say('事项已结案。', '问题又出现时可重新打开：`doorstep reopen <事项> --reason …`。'),
  NOT_IN_THIS_STAGE: say('事项所处阶段不能做此操作。', SEE),
  NOT_YOURS_TO_DO: say('这一步须由别人来做。', SEE),
  NOT_ON_LADDER: say('此人不在该事项的阶梯上。', '从提示的人员中选择。'),
  COMMAND_MALFORMED: say('命令缺少字段或字段格式不对。', '改正提示中的字段。'),
  COMMAND_UNKNOWN: say('没有这个命令。', '用 `doorstep --help` 看全部命令。'),
  COMMAND_ID_REUSED: say('同一个命令编号先前用于另一条命令。', '新的命令请用新的编号。'),
  EVIDENCE_REQUIRED: say('规程要求办结时附证据。', '加上 `--evidence photo:<编号>`。'),
  HANDLER_IS_REPORTER: say('上报人负责确认，不能自己办结。', '由同级其他人办理，或上报上一级：`doorstep escalate`。'),
  TOP_OF_LADDER: say('事项已在末级。', '由末级办理，或申请强制结案。'),
  APPROVAL_PENDING: say('该事项还有一个申请未审批。', '等待审批，或联系 `doorstep explain` 所列的人。'),
  APPROVAL_UNKNOWN: say('该事项没有这个申请。', '用提示中的编号，或不写编号（指待审批的那个）。'),
  APPROVAL_DECIDED: say('该申请已审批或已失效。', '不必再做；以第一次决定为准，见 `doorstep timeline <事项>`。'),
  APPROVAL_BY_ASKER: say('申请人不能审批自己的申请。', '由其他审批人决定。'),
  APPROVAL_NOT_YOURS: say('该申请不归您审批。', '由提示中的人审批。'),
  NO_DECIDER: say('没有人可以审批。', '在 policies/community.yaml 为上一级增加人员。'),
  EXTENSION_OVERDUE: say('已逾期的事项不能延期。', '办结，或上报上一级。'),
  EXTENSION_LIMIT: say('超过规程允许的延期次数或时长。', '减少时长，或上报上一级。'),
  SUSPENSION_OVERDUE: say('已逾期的事项不能挂起。', '办结，或上报上一级。'),
  SUSPENSION_LIMIT: say('规程限制挂起的次数和时长。', '选择更早的日期，或上报上一级。'),
  REOPEN_TOO_LATE: say('重新打开的期限已过。', '请重新上报。'),
  NOT_DUE: say('没有这样到期的时限。', '不必再做；阶梯会自动推进。'),
  OCCURRED_IN_FUTURE: say('所填发生时间晚于现在。', '不填时间，或校准发送方的时钟。'),
  ALREADY_OPEN: say('只有已结案的事项才能重新打开。', SEE),
};

export const codesZh: Readonly<Partial<Record<ErrorCode, Meaning>>> = {
  ...refusals,
  ISSUE_UNKNOWN: say('没有这个事项。', '用 `doorstep list` 列出事项。'),
  REPORT_MISMATCH: say('同一个 key 先前用于另一份上报。', '新的上报请用新的 key。'),
  LOG_BROKEN: say('事项日志的哈希链校验失败：日志被改动过。', '保持数据库原样，与备份比对。'),
  FIXTURE_INVALID: say(
    '规程的场景文件有误，没有演练其中任何场景。',
    '按所列位置（文件:行:列、字段、原因）改正后再测试；写法见 docs/procedures.md。',
  ),
  UNIT_UNKNOWN: say('社区里没有这个单元。', '使用 community.yaml 中的单元编号。'),
  PERSON_UNKNOWN: say('社区里没有这个人。', '使用 community.yaml 中的人员编号。'),
  CATEGORY_UNKNOWN: say('社区里没有这个类别。', '使用 community.yaml 中的类别编号。'),
  PROCEDURE_UNKNOWN: say('没有这个规程。', '用 `doorstep procedure list` 查看现有的规程。'),
  CALENDAR_UNKNOWN: say('没有这个工作日历。', '用 `doorstep calendar list` 查看现有的日历。'),
  UNIT_TOO_WIDE: say('规程没有哪一级管整个这个单元。', '请按其中更小的单元（例如楼栋）上报。'),
  REPORT_MALFORMED: say('上报缺少字段或字段格式不对。', '改正提示中的字段；没有上报任何内容。'),
  ARGUMENT_INVALID: say('参数缺失或格式不对。', '见 `doorstep <命令> --help`。'),
  ACTOR_MISSING: say('没有说明由谁操作。', '加上 `--as <人员>`，或设置 DOORSTEP_AS。'),
  STACK_NOT_RUNNING: say(
    '没有找到正在运行的服务。',
    '用 `npm start` 启动，或设置 DATABASE_URL、NATS_URL、TEMPORAL_ADDRESS。',
  ),
  BULK_NOT_CONFIRMED: say(
    '批量操作未经确认，没有发出任何命令。',
    '先用 `--dry-run` 查看；再在终端上确认，或加上 `--yes`。',
  ),
  BULK_INTERRUPTED: say(
    '批量操作中途停止，有些事项还没轮到。',
    '用提示中的 `--bulk-id` 再次运行同一命令：已生效的只算一次。',
  ),
  SERVER_AWAY: say(
    '某个服务器暂时没有响应。',
    '用 `doorstep doctor` 查看，再试一次；用同一个 key 或命令编号重发只算一次。',
  ),
  NO_ANSWER: say(
    '命令已发出，但未及时得到答复；它仍可能生效。',
    '用 `doorstep doctor` 查看工作进程，再用同一编号重发：只算一次。',
  ),
  WAIT_TIMED_OUT: say('等待的情况没有及时出现。', '用 `doorstep explain <事项>` 查看，或等更久。'),
  POLICIES_INVALID: say('政策文件有错误，全部未采用。', '改正所列之处再试。'),
  PROCEDURE_INVALID: say('规程有错误，整份未采用。', '改正所列之处再试。'),
  CALENDAR_INVALID: say('工作日历有错误，整份未采用。', '改正所列之处再试。'),
  COMMUNITY_INVALID: say('社区文件有错误，整份未采用。', '改正所列之处再试。'),
  MESSAGES_INVALID: say('通知文本有错误，整份未采用。', '改正所列之处再试。'),
  REPORTS_INVALID: say('上报文件有错误，整份未采用。', '改正所列之处再试。'),
};
