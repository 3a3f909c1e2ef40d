import type { ErrorCode } from '../../../contracts/error-codes';
import type { RefusalCode } from '../../../domain';
import { codesZhChannels } from './codes-zh-channels';
import { codesZhIdentity } from './codes-zh-identity';
import { codesZhHttp } from './codes-zh-http';
import { codesZhImport } from './codes-zh-import';
import { codesZhStack } from './codes-zh-stack';
import { say, type Meaning } from './meaning';

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
  APPROVAL_KIND_UNUSED: say(
    '该事项的规程没有这种申请。',
    '改提规程允许的申请，或上报上一级：`doorstep escalate <事项> --reason …`。',
  ),
  NO_DECIDER: say('没有人可以审批。', '在 policies/community.yaml 为上一级增加人员。'),
  EXTENSION_OVERDUE: say('已逾期的事项不能延期。', '办结，或上报上一级。'),
  EXTENSION_LIMIT: say('超过规程允许的延期次数或时长。', '减少时长，或上报上一级。'),
  SUSPENSION_OVERDUE: say('已逾期的事项不能挂起。', '办结，或上报上一级。'),
  SUSPENSION_LIMIT: say('规程限制挂起的次数和时长。', '选择更早的日期，或上报上一级。'),
  CALL_BACK_TOO_SOON: say('短时间内多次未接通只算一次。', '请过一段时间再回访。'),
  REOPEN_TOO_LATE: say('重新打开的期限已过。', '请重新上报。'),
  CHECK_BY_HANDLER: say('核查人不能核查自己办理或上报的事项。', '由提示中的人核查。'),
  CALL_BACK_BY_HANDLER: say('回访不能由办理人自己做。', '由提示中的人回访。'),
  PARTY_UNKNOWN: say('该事项的规程没有这个单位，或该单位未参与此事项。', '使用提示中的单位。'),
  PARTY_BUSY: say('该单位已在办理此事项，或曾经退单。', '另选单位，或由本级办理。'),
  PARTS_UNFINISHED: say(
    '吹哨的单位还没有完成分工。',
    '等它完成，或解除其分工：`doorstep release <事项> <单位> --reason …`。',
  ),
  TIER_UNKNOWN: say('该事项的阶梯上没有这个更高的层级。', '使用提示中的层级；不写则为上一级。'),
  NOTHING_TO_ANSWER: say('没有督办在等答复。', '不必再做；要留言请用 `doorstep comment <事项> "…"`。'),
  NOTHING_CHANGES: say('此操作不会改变任何内容。', '不必再做：已经如此。'),
  MIGRATION_BREAKS: say('按新规则，该事项无法从现状继续。', '见提示中的障碍；先了结它，或保留原规则。'),
  ISSUE_QUARANTINED: say(
    '该事项的规则无法执行，已停摆。',
    '改正规程并重新加载，再由末级更换规则：`doorstep migrate <事项> procedure --reason …`。',
  ),
  DELEGATION_INVALID: say('代理人须是同一阶梯上的另一个人，期限须晚于现在。', '另选提示中的人，或选更晚的日期。'),
  LINK_IMPOSSIBLE: say('两个事项目前不能并案。', '见提示；两件都在办理中时，并入主案。'),
  NOT_DUE: say('没有这样到期的时限。', '不必再做；阶梯会自动推进。'),
  OCCURRED_IN_FUTURE: say('所填发生时间晚于现在。', '不填时间，或校准发送方的时钟。'),
  ALREADY_OPEN: say('只有已结案的事项才能重新打开。', SEE),
  PRECONDITION_FAILED: say(
    '读取之后事项又有变化：`If-Match`（SDK 中为 `ifSeq`）所指的状态已旧。',
    '重新读取，再作决定。',
  ),
};

/** A code without a sentence here does not compile. */
export const codesZh: Readonly<Record<ErrorCode, Meaning>> = {
  ...refusals,
  ...codesZhStack,
  ...codesZhChannels,
  ...codesZhIdentity,
  ...codesZhHttp,
  ...codesZhImport,
  ISSUE_UNKNOWN: say('没有这个事项。', '用 `doorstep list` 列出事项。'),
  REPORT_MISMATCH: say('同一个 key 先前用于另一份上报。', '新的上报请用新的 key。'),
  LOG_BROKEN: say('事项日志的哈希链校验失败：日志被改动过。', '保持数据库原样，与备份比对。'),
  FIXTURE_INVALID: say(
    '规程的场景文件有误，没有演练其中任何场景。',
    '按所列位置（文件:行:列、字段、原因）改正后再测试；写法见 docs/procedures.md。',
  ),
  UNIT_UNKNOWN: say('社区里没有这个单元。', '使用 community.yaml 中的单元编号。'),
  ROLE_UNKNOWN: say('社区里没有这个角色。', '使用 community.yaml 中的角色编号。'),
  PERSON_UNKNOWN: say('社区里没有这个人。', '使用 community.yaml 中的人员编号。'),
  CATEGORY_UNKNOWN: say('社区里没有这个类别。', '使用 community.yaml 中的类别编号。'),
  PROCEDURE_UNKNOWN: say('没有这个规程。', '用 `doorstep procedure list` 查看现有的规程。'),
  CALENDAR_UNKNOWN: say('没有这个工作日历。', '用 `doorstep calendar list` 查看现有的日历。'),
  UNIT_TOO_WIDE: say('规程没有哪一级管整个这个单元。', '请按其中更小的单元（例如楼栋）上报。'),
  REPORT_MALFORMED: say('上报缺少字段或字段格式不对。', '改正提示中的字段；没有上报任何内容。'),
  ARGUMENT_INVALID: say('参数缺失或格式不对。', '见 `doorstep <命令> --help`。'),
  ACTOR_MISSING: say('没有说明由谁操作。', '加上 `--as <人员>`，或设置 DOORSTEP_AS。'),
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
  RETENTION_INVALID: say(
    'policies/retention.yaml 有错误；不会据此删除任何内容。',
    '按提示的位置（文件:行:列，字段，原因）改正后重新加载。',
  ),
  MESSAGES_INVALID: say('通知文本有错误，整份未采用。', '改正所列之处再试。'),
  REPORTS_UNREADABLE: say('上报文件无法读取。', '检查路径和权限；文件须为 UTF-8 文本，每行一个 JSON 对象。'),
  POLICIES_UNREADABLE: say(
    '政策文件夹或其中的文件无法读取。',
    '检查路径和权限；DOORSTEP_POLICIES 可指定自带 policies/ 以外的文件夹。',
  ),
  SEVERITY_UNKNOWN: say('没有这个紧急程度。', '使用 low、normal、high 或 urgent。'),
  TIME_SCALE_INVALID: say('时间倍速不是 1 到 100,000 之间的数。', '实际使用填 1；3600 表示一小时演成一秒。'),
  DIRECTORY_CHANGED: say(
    '名录已被别人修改，此次修改基于旧版本，没有写入任何内容。',
    '用 `doorstep directory history` 看改了什么，再导入一次：会与最新版本比较。',
  ),
  DIRECTORY_EMPTY: say(
    '库里还没有名录。',
    '启动一次即会载入 community.yaml，或导入：`doorstep directory import <文件>`。',
  ),
  DIRECTORY_VERSION_UNKNOWN: say('名录没有这个版本。', '使用 `doorstep directory history` 列出的版本。'),
  DIRECTORY_ENTRY_UNKNOWN: say(
    '名录里没有也从未有过这一条。',
    '写类型和键，例如 `doorstep directory show post grid-worker@oleaster`。',
  ),
  DIRECTORY_UNREADABLE: say(
    '这个进程用不了库里的名录：有本版本不认识的字段，或用到没有读入的规程、日历。',
    '用导入时的版本和文件重新启动这个进程；库里的内容不必修改。',
  ),
  SETTING_INVALID: say('某个环境变量的值不能用。', '改正或取消提示中的变量。'),
  SERVER_NOT_NAMED: say(
    '这个调用需要一个没有给出地址的服务器。',
    '连接时给出，或设置 DATABASE_URL、NATS_URL、TEMPORAL_ADDRESS。',
  ),
  ENGINE_FAULT: say('事项的流程以规则没有预见的方式失败。', '在 Temporal 界面查看该流程，并连同其历史报告这个缺陷。'),
  CLIENT_CLOSED: say('客户端关闭之后又被使用。', '重新连接。'),
  PART_MISSING: say('这份代码缺少命令所需的部分。', '更新代码，然后 `npm ci`。'),
  UNEXPECTED: say('发生了没有预见的错误：这是 Doorstep 的缺陷。', '加上 DOORSTEP_DEBUG=1 再运行一次，并报告其输出。'),
  REPORTS_INVALID: say('上报文件有错误，整份未采用。', '改正所列之处再试。'),
};
