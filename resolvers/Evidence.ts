import type { EvidenceResolvers } from './generated/types.js';

export const Evidence: EvidenceResolvers = {
  because: (evidence) => evidence.because,
  layers: (evidence) => evidence.layers,
};
