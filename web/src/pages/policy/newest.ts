/** Of several askings only the newest counts: an answer that comes late is to none of what is asked now. */
export function newest() {
  let turn = 0;
  return {
    /** Begins to ask, and answers whether it is still the newest. */
    begin(): () => boolean {
      turn += 1;
      const own = turn;
      return () => own === turn;
    },
    /** What is on its way doesn't count any more. */
    drop(): void {
      turn += 1;
    },
  };
}
