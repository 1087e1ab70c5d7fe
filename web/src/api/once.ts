/**
 * A change whose answer got lost may have been made. Whoever asks for the same again asks under the Idempotency-Key
 * that it had, so that it is made once. No page has to think of it.
 */

/** A change that nobody answered: its path, all that was sent, under which key, and when. */
type Lost = { path: string; sent: string; key: string; at: number };

/** How long the same is another try, in milliseconds. Later it is meant anew, and what is remembered is let go. */
const AN_HOUR = 60 * 60 * 1000;

let lost: Lost[] = [];

/** A name for one change. */
export function changeKey(): string {
  return crypto.randomUUID();
}

/** Sends a request; a change under the key of the last try if no answer came to that, else under a new one. */
export async function once(change: Request): Promise<Response> {
  // What is saved as it is typed has a key of its own, and goes at once: its page may be closing.
  if (change.method === 'GET' || change.headers.has('idempotency-key')) return fetch(change);
  const { pathname: path } = new URL(change.url);
  const sent = `${change.method} ${change.url}\n${await change.clone().text()}`;
  const before = lost.find((one) => one.sent === sent && !isOld(one));
  // Whoever asks for the same while this is under way wants it twice.
  lost = lost.filter((one) => one.sent !== sent && !isOld(one));
  const key = before?.key ?? changeKey();
  const remember = () => void lost.push({ path, sent, key, at: Date.now() });
  change.headers.set('idempotency-key', key);
  try {
    const answer = await fetch(change);
    // It is there when the whole of it is.
    await answer.clone().arrayBuffer();
    if (answer.ok) lost = lost.filter((one) => !isRelated(one.path, path));
    else if (isOpen(answer.status)) remember();
    return answer;
  } catch (error) {
    remember();
    throw error;
  }
}

/** Whether a change may be made, or be in the making, in spite of such an answer. */
function isOpen(status: number): boolean {
  return status === 429 || status >= 500;
}

/** Once something under or over it was done, the same is meant anew: who ended a share may share again. */
function isRelated(one: string, other: string): boolean {
  return `${one}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${one}/`);
}

function isOld({ at }: Lost): boolean {
  return Date.now() - at > AN_HOUR;
}
