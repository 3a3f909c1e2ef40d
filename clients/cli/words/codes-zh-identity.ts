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
};
