/** A value of a condition or of a context key. */
export type Scalar = string | number | boolean;

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: Principal;
  readonly NotPrincipal?: Principal;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Scalar | readonly Scalar[]>>>>;
}

export type Principal = '*' | Readonly<Partial<Record<'AWS' | 'Service' | 'Federated', string | readonly string[]>>>;

export interface Policy {
  readonly Version?: '2012-10-17' | '2008-10-17';
  readonly Statement: Statement | readonly Statement[];
}

export interface Organization {
  readonly id: string;
  readonly path: string;
  readonly managementAccount: boolean;
}

/** A line of `permgraph evaluate`, as JSON. */
export interface Case {
  readonly id?: string;
  readonly request: {
    readonly principal: string;
    readonly action: string;
    readonly resource: string;
    readonly resourceAccount: string;
    readonly context: Readonly<Record<string, Scalar | readonly Scalar[]>>;
    readonly session?: {
      readonly name?: string;
      readonly tags?: Readonly<Record<string, string>>;
      readonly sourceIdentity?: string;
    };
  };
  readonly policies: {
    readonly identity?: readonly Policy[];
    readonly resource?: Policy;
    readonly boundary?: readonly Policy[];
    readonly session?: readonly Policy[];
    readonly scp?: readonly (readonly Policy[])[];
    readonly rcp?: readonly (readonly Policy[])[];
    readonly endpoint?: readonly Policy[];
  };
  readonly settings: { readonly principalOrg?: Organization; readonly resourceOrg?: Organization };
}

/** One value or a list of them, as a list of texts. */
export function list(value: Scalar | readonly Scalar[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'object' ? value.map(String) : [String(value)];
}
