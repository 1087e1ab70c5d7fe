/** What every import of a table tells. */
export type Imported = {
  source: string;
  at: string;
  /** Who imported it. */
  by?: string;
  undoable: boolean;
  undone?: { at: string; by?: string };
};
