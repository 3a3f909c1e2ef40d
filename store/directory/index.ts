/** What others may use of the directory in the store. */
export {
  compareDirectories,
  countChanges,
  difference,
  type ChangeCounts,
  type EntryChange,
  type FieldChange,
  type PlacedEntry,
} from './difference';
export {
  digestOf,
  directoryHistory,
  entryHistory,
  entryKeys,
  newestVersion,
  readDirectory,
  type DirectoryVersion,
  type EntryVersion,
  type StoredDirectory,
} from './read';
export {
  documentOf,
  entriesOf,
  HEAD,
  isPlain,
  kindOfSection,
  sameText,
  sectionOfKind,
  type Entry,
  type WrittenDirectory,
} from './sections';
export { seedDirectory, type Seeded } from './seed';
export { writeDirectory, type DirectoryImport, type DirectoryWritten } from './write';
