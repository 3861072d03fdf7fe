import type { DerivedEdge } from '../graph/edges.js';
import type { PrincipalOrPerson } from '../graph/nodes.js';
import type { Call, GraphReader } from '../graph/store.js';
import type { Gap } from '../iam/snapshot.js';
import type { AssumptionRow, Side } from './assumption.js';
import type { AssumptionFilter } from './assumptionFilter.js';
import type { Given, Stated } from './given.js';
import type { Candidate } from './nearMisses.js';
import type { PageArguments } from './page.js';

/** What both questions about assumptions take beside their subject. */
export interface AssumptionArguments extends PageArguments {
  readonly given?: Given | null;
  readonly where?: AssumptionFilter | null;
}

/** What the two questions about assumptions differ in. */
export interface AssumptionQuestion<Subject extends PrincipalOrPerson> {
  readonly name: string;
  /** The subject as the question names it. */
  readonly text: string;
  /** The other side of each row. */
  readonly side: Side;
  /** Null: the graph lacks it. Errors: BAD_USER_INPUT. */
  resolve(reader: GraphReader, call: Call): Promise<Subject | null>;
  /** Errors: BAD_USER_INPUT when what is stated cannot be. */
  refuse(stated: Stated, subject: Subject): void;
  edges(reader: GraphReader, subject: Subject, call: Call): Promise<readonly DerivedEdge[]>;
  /** The ways of people over their assignments, by id of the side not asked about. */
  assigned(reader: GraphReader, subject: Subject, call: Call): Promise<readonly AssumptionRow[]>;
  /** Whom the near misses are among. */
  candidates(reader: GraphReader, subject: Subject, call: Call): Promise<readonly Candidate[]>;
  /** Gaps that could add a row; `subject` null: the graph lacks it. */
  gaps(reader: GraphReader, subject: Subject | null, call: Call): Promise<readonly Gap[]>;
}
