/** Errors of the servers, of the machine and of messaging in Chinese; the compiler asks for a missing one. */
import type { messagingErrors } from '../../../contracts/error-codes/messaging';
import type { stackErrors } from '../../../contracts/error-codes/stack';
import { say, type Meaning } from './meaning';

type Code = keyof typeof stackErrors | keyof typeof messagingErrors;

export const codesZhStack: Readonly<Record<Code, Meaning>> = {
  STACK_NOT_RUNNING: say(
    '没有找到正在运行的服务。',
    '用 `npm start` 启动，或设置 DATABASE_URL、NATS_URL、TEMPORAL_ADDRESS。',
  ),
  STACK_HELD: say(
    '这个数据文件夹上已有服务在运行。',
    '使用正在运行的那个，或在它的终端按 Ctrl-C 停止，或用 DOORSTEP_DATA 另选文件夹。',
  ),
  STACK_START_CANCELLED: say('启动在全部就绪之前被停止。', '重新启动即可；没有留下任何进程。'),
  DATA_FOLDER_UNUSABLE: say('数据文件夹无法创建或写入。', '给当前用户写权限，或用 DOORSTEP_DATA 另选文件夹。'),
  DATA_FOLDER_UNREACHABLE: say(
    '运行 PostgreSQL 的用户进不了数据文件夹或 PostgreSQL 程序所在的文件夹。',
    '不用 root、改用普通用户运行，或把 DOORSTEP_DATA 和代码放到人人可进入的地方，例如 /srv 下。',
  ),
  DISK_NEARLY_FULL: say('数据文件夹所在磁盘空间太少，不能安全启动。', '清理空间，或用 DOORSTEP_DATA 选另一块磁盘。'),
  PORT_TAKEN: say(
    '指定的端口已被别的程序占用。',
    '停止那个程序，或用 DOORSTEP_PORT_BASE 指定别的端口；不设置则自动选空闲端口。',
  ),
  PORT_INVALID: say('指定的端口号不可用。', 'DOORSTEP_PORT_BASE 须是 1024 到 65526 的整数；从它起使用十个端口。'),
  PORTS_EXHAUSTED: say('找不到十个相邻的空闲端口。', '停止占用大量端口的程序，或用 DOORSTEP_PORT_BASE 指定。'),
  SERVER_BINARY_MISSING: say(
    '缺少一个服务器：既未指定，也没有缓存，本机又无法编译。',
    '安装 Go（版本见 stack/go），或在环境变量中指定正在运行的服务器或它的程序。',
  ),
  SERVER_BINARY_UNUSABLE: say('环境变量指定的服务器程序不能运行。', '改正或取消指定它的环境变量。'),
  GO_BUILD_FAILED: say(
    '用 Go 编译服务器失败。',
    '看所引的几行；Go 的版本须满足 stack/go，并能访问 Go 模块代理（GOPROXY）。再次启动会接着编译。',
  ),
  DOWNLOAD_MISMATCH: say('下载的服务器校验和不符，已丢弃。', '换一个网络再试，或在环境变量中指定程序。'),
  SERVER_UNREACHABLE: say(
    '环境变量指定的服务器没有响应。',
    '检查地址、确认服务器在运行，或取消该变量，由本程序启动一个。',
  ),
  SERVER_TOO_OLD: say(
    '环境变量指定的服务器版本太旧。',
    '使用 PostgreSQL 15、NATS 2.12、Temporal 1.30.4 或更新的版本。',
  ),
  SERVER_UNFIT: say('服务器有响应，但缺少所需的功能。', '打开提示中所说的功能。'),
  DATABASE_OTHER_VERSION: say(
    '数据文件夹是由另一个主版本的 PostgreSQL 写的。',
    '用那个版本启动（DOORSTEP_POSTGRES_BIN），导出后装入新的数据文件夹。',
  ),
  CHILD_NOT_READY: say('有一个进程没有就绪。', '看所引的几行和数据文件夹中它的日志；其余用 `doorstep doctor` 检查。'),
  SETUP_FAILED: say('准备数据库、消息流或命名空间失败。', '看所引的几行；可以放心地再次启动。'),
  UNPRIVILEGED_USER_MISSING: say(
    'PostgreSQL 拒绝以 root 运行，又找不到、也建不了普通用户。',
    '用普通用户运行，或建立用户 postgres（`useradd --system postgres`），或设置 DATABASE_URL。',
  ),
  WORKERS_NOT_BUILT: say('缺少编译好的工作进程。', '先运行 `npm run build`。'),
  NATS_UNREACHABLE: say(
    'NATS 没有响应。',
    '确认服务在运行（`npm start`），或 NATS_URL 正确：host:port，多个用逗号分隔。',
  ),
  NATS_REFUSED: say(
    'NATS 有响应，但拒绝这个用户。',
    '用 NATS_NKEY_SEED_FILE 指定你的 NATS 用户的种子文件，或用 DOORSTEP_NATS_CREDENTIALS 指定凭据文件夹；或检查 NATS_URL 中的用户和密码，以及服务器给它的权限。',
  ),
  NATS_KEY_UNREADABLE: say(
    '无法读取 NATS 用户的密钥文件。',
    '检查路径和权限；`doorstep nats credentials` 为没有密钥的角色生成文件。',
  ),
  NATS_USERS_UNREADABLE: say(
    '无法读取凭据文件夹中的 NATS 用户名单。',
    '从备份恢复该文件夹中的 users.json，或删除它并重新写明人员：已有的种子文件保留原来的密钥。',
  ),
  NATS_RELOAD_FAILED: say(
    '运行中的 NATS 没有接受改动后的用户。',
    '查看数据文件夹中的 nats.log，再运行一次同样的命令：它会把未完成的做完。在此之前旧密钥有效。',
  ),
  NATS_USER_UNKNOWN: say(
    '没有这个 NATS 用户。',
    '写角色（engine）或参与者（participant.<person>），如 `doorstep nats credentials` 所列。',
  ),
  NATS_WITHOUT_JETSTREAM: say(
    'NATS 没有打开 JetStream，什么也留不下来。',
    '在服务器配置中为这个账户打开 JetStream（`jetstream { store_dir: … }`）。',
  ),
  NATS_STREAM_UNFIT: say(
    '消息流或消费者无法按需要建立，或服务器忽略了其中的选项。',
    '使用 NATS 2.12 或更新的版本；若同名的流是手工建的，用 `nats stream info` 查看，不需要就删除。',
  ),
  NATS_MESSAGE_UNFIT: say('要发送的消息不合接收方的格式。', '改正提示中的字段。'),
};
