/** A page of a list, as every list of the API answers. */
type ListPage<T> = { items: T[]; next?: string };

/** All of a list, page after page. `read` asks for one, with the cursor to spread into the query. */
export async function allPages<T>(read: (cursor: { cursor?: string }) => Promise<ListPage<T>>): Promise<T[]> {
  const all: T[] = [];
  let cursor: { cursor?: string } = {};
  for (;;) {
    const { items, next } = await read(cursor);
    all.push(...items);
    if (next === undefined) return all;
    cursor = { cursor: next };
  }
}
