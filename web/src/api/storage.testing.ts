/** Storage as a browser has it: what is kept are its properties. */
export function storage(kept: Record<string, string>): Record<string, string> {
  const methods = {
    getItem: (name: string) => kept[name] ?? null,
    setItem: (name: string, value: string) => (kept[name] = value),
    removeItem: (name: string) => delete kept[name],
  };
  Object.entries(methods).forEach(([name, value]) => Object.defineProperty(kept, name, { value }));
  return kept;
}
