import type { identityErrors } from '../../../contracts/error-codes/identity';
import { say, type Meaning } from './meaning';

/** Of who somebody is. */
export const codesZhIdentity: Readonly<Record<keyof typeof identityErrors, Meaning>> = {
  SIGN_IN_FAILED: say(
    '用户名或密码不对，或该账号不能登录。',
    '请再试；管理员可用 `doorstep user password <账号>` 设新密码。',
  ),
  SIGN_IN_LATER: say('登录失败次数过多，须等待更长时间。', '按 `Retry-After` 等待后再试。'),
  CROSS_SITE_REQUEST: say(
    '带会话 Cookie 的请求来自其他网站，或未表明是有意发出。',
    '从本站页面发送，并带请求头 `Doorstep-Request: 1`。',
  ),
  PASSWORD_UNFIT: say('密码太短、太长或太容易猜到。', '换一个 12 到 128 个字符的密码；四五个互不相关的词就很好。'),
  ACCOUNT_EXISTS: say('已有同名账号。', '换一个名称，或为该账号设新密码：`doorstep user password <账号>`。'),
  ACCOUNT_UNKNOWN: say('没有这个账号。', '查看全部：`doorstep user list`。'),
  KEY_UNKNOWN: say('没有这个编号的密钥，或已被吊销。', '查看全部：`doorstep key list`。'),
  BUSY: say('同时的请求太多。', '过几秒再试。'),
  REPORTS_USED_UP: say(
    '本小时内来自同一地址或同一地点的匿名上报已达上限。',
    '按 `Retry-After` 等待，或登录，或打电话请人代报。',
  ),
  REPORTER_TOO_LITTLE_KNOWN: say(
    '该类事项的规程不接受这样的匿名上报。',
    '提示中写明验证码的，先获取一次性验证码（`POST /v1/report-codes`），否则请登录上报；通过 Open311 须用 `account_id` 写明居民。',
  ),
  REPORT_CODE_UNFIT: say(
    '验证码不对，或已用过、已换新、已过期。',
    '按收到的原样输入；输错五次或过了十分钟，请重新获取：`POST /v1/report-codes`。',
  ),
  REPORT_CODE_TOO_SOON: say(
    '一分钟内刚给这个号码或邮箱发过验证码。',
    '请先查收，也看看垃圾邮件；按 `Retry-After` 等待后可重新获取。',
  ),
  REPORT_CODES_USED_UP: say(
    '本小时内该号码或邮箱、该网络或全部的验证码获取或尝试次数已达上限。',
    '按 `Retry-After` 等待，或不留联系方式匿名上报。',
  ),
  REPORT_CODES_NOT_SENT: say(
    '本系统不通过该渠道发验证码，或不向该国家的号码发送。',
    '换一个渠道，或不留联系方式匿名上报。管理员须为通知进程设置 DOORSTEP_SMTP_URL 或 DOORSTEP_SMS_GATEWAY_URL，并为网关配置主密钥。',
  ),
  ISSUER_AWAY: say('取不到身份提供方的密钥，无法核验其令牌。', '过几秒再试；网关日志写明是哪一家、出了什么问题。'),
  ERASURE_DUTIES: say(
    '此人仍有岗位、轮值或代班，期间不能注销。',
    '先在名录中结束其职责，或用 `--hand-over`（`handOver`）一并结束。',
  ),
  ERASURE_OPEN_ISSUES: say(
    '此人仍有未办结的事项：由其办理或由其上报。',
    '先办结，或用 `--hand-over`（`handOver`）：由他人接手，其上报的文字随之消失。',
  ),
  ERASURE_HELD: say(
    '涉及此人文字、文件或收到的通知的事项已被保全，不得销毁。',
    '经要求保全的一方同意后解除：`doorstep retention release <事项>`。',
  ),
  ERASURE_RUNNING: say('此人的注销已在进行。', '查看进度：`doorstep person certificate <编号>`。'),
  ERASURE_MISMATCH: say('此键对应另一个人或另一个理由的请求。', '新的请求请用新的键。'),
  HOLD_UNKNOWN: say('该事项未被保全。', '查看被保全的事项：`doorstep retention holds`。'),
  CERTIFICATE_UNKNOWN: say('没有注销过这样的人。', '写出提出注销时的人员编号或注销编号。'),
  CERTIFICATE_BROKEN: say(
    '注销证明缺失或被改动，或此人的信息又出现了。',
    '查明是谁改动了数据库；又出现的信息，请再次提出注销。',
  ),
};
