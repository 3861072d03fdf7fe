import type { FindingResolvers } from './generated/types.js';

export const Finding: FindingResolvers = {
  id: (finding) => finding.findingId,
  rule: (finding) => finding.rule.id,
  severity: (finding) => finding.severity,
  title: (finding) => finding.rule.title,
  text: (finding) => finding.text,
  why: (finding) => finding.rule.why,
  remediation: (finding) => finding.rule.remediation,
  reference: (finding) => finding.rule.reference,
  subject: (finding) => finding.subject,
  path: (finding) => finding.path(),
  evidence: (finding) => finding.evidence,
  remedies: (finding) => finding.remedies(),
  firstSeenAt: (finding) => finding.firstSeenAt(),
  suppression: (finding) => finding.suppression,
  expiredSuppression: (finding) => finding.expiredSuppression,
};
