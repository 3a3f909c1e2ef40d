export {
  addEvidence,
  evidenceOf,
  findEvidence,
  keptEvidence,
  markErased,
  type EvidenceFile,
  type NewEvidence,
} from './evidence';
