/** MEMBER_OF is a relation of users and an edge of people: what is derived has a conclusion. */
export const IS_DERIVED = 'e.conclusion IS NOT NULL';
