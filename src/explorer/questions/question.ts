/** What is loaded, as far as the ready questions need it for their variables. */
export interface Facts {
  readonly role: string;
  readonly principal: string;
  readonly fromAccount: string;
  readonly toAccount: string;
  readonly searchText: string;
}

/** A question that is ready to run on whatever is loaded. */
export interface Question {
  readonly title: string;
  readonly text: string;
  readonly query: string;
  readonly variables: (facts: Facts) => Readonly<Record<string, unknown>>;
}
