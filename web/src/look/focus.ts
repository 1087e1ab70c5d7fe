/** Leads to what is told of an answer, once the dialog that asked for it has let go of the focus. */
export function leadTo(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}
