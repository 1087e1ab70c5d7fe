/** Where on the page things of an item are. */

/** The id of an item's reason, or of a button that moves it. */
export function idOf(slug: string, what: 'why' | 'up' | 'down'): string {
  return `item-${slug}-${what}`;
}
