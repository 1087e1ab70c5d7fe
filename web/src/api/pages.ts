/** A page of a list, as every list of the API answers. */
type ListPage<T> = { items: T[]; next?: string };

/**
 * All of a list, page after page. `read` asks for one, with the cursor to spread into the query. Of a long list `soFar`
 * hears what came, with the first page and whenever it is twice as much: showing it takes its time.
 */
export async function allPages<T>(
  read: (cursor: { cursor?: string }) => Promise<ListPage<T>>,
  soFar?: (some: T[]) => void,
): Promise<T[]> {
  const all: T[] = [];
  let told = 0;
  let cursor: { cursor?: string } = {};
  for (;;) {
    const { items, next } = await read(cursor);
    all.push(...items);
    if (next === undefined) return all;
    if (soFar && all.length >= 2 * told) {
      told = all.length;
      soFar([...all]);
    }
    cursor = { cursor: next };
  }
}
