import { permissionsNeeded, techniqueName } from '../src/questions/technique.js';
import type { TechniqueResolvers } from './generated/types.js';

export const Technique: TechniqueResolvers = {
  id: (technique) => technique.id,
  name: (technique) => techniqueName(technique),
  title: (technique) => technique.title,
  permissions: (technique) => permissionsNeeded(technique),
  reference: (technique) => technique.catalogue ?? technique.reference,
  remediation: (technique) => technique.remediation,
};
