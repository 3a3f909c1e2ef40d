/** Errors of importing in Chinese; the compiler asks for a missing one. */
import type { importErrors } from '../../../contracts/error-codes/import';
import { say, type Meaning } from './meaning';

export const codesZhImport: Readonly<Record<keyof typeof importErrors, Meaning>> = {
  IMPORT_MAPPING_INVALID: say(
    '说明各行如何成为事项的文件不能使用；没有导入任何内容。',
    '改正列出的每一处；docs/import.md 各有示例。',
  ),
  IMPORT_UNREADABLE: say(
    '文件或服务器给出的内容无法按行读取。',
    '把文件另存为“CSV UTF-8”，首行包含映射所用的列；已导入的保留，再次运行会接着导入。',
  ),
  IMPORT_INVALID: say('有些行不能导入；没有导入任何内容。', '改正这些行或映射，或用 --skip-bad 略过它们。'),
  IMPORT_SOURCE_AWAY: say('对方系统没有应答，或拒绝应答。', '从提示的日期起再次运行；已导入的保留，且只算一次。'),
};
