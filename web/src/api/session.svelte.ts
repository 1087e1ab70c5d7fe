/**
 * Who is signed in. The cookie is out of a script's sight, so that a note in this browser tells whether it is worth
 * asking; other tabs hear of it too.
 */
import { answer, api, type Shapes } from './client';
import { allowCopies, forgetCopies } from './left';
import { isRefused } from './problem';

export type Person = Shapes['Person'];
export type Role = Person['memberships'][number]['roles'][number];

const NOTE = 'signed-in';

/**
 * What this tab keeps under a name that begins so is forgotten once nobody is signed in, however that came. Nothing that
 * she typed has such a name.
 */
export const WHILE_IN = 'while-in:';

let person = $state.raw<Person | undefined>();
let standing = $state<'unknown' | 'in' | 'out' | 'lost'>('unknown');
/** Whether the server has said how she stands, or she herself: otherwise this browser merely remembers nobody. */
let isSure = $state(false);
let asking: Promise<void> | undefined;
/** Whether this page keeps a session of its own, of which no other page is told. */
let isApart = false;

export const session = {
  /** The person who is signed in, as far as known. After `lost`, who was. */
  get person(): Person | undefined {
    return person;
  },
  /** `lost`: it ended while the portal was in use, and nobody has signed in again. */
  get standing(): 'unknown' | 'in' | 'out' | 'lost' {
    return standing;
  },
  /** Whether it is known how she stands; a browser that remembers nobody may have a session all the same. */
  get isSure(): boolean {
    return isSure;
  },
  /** Whether the person has one of these roles in any organisation. */
  is(...roles: Role[]): boolean {
    return person?.memberships.some((place) => place.roles.some((role) => roles.includes(role))) ?? false;
  },
  /** Asks the server who is signed in. Without `surely`, only when this browser remembers that somebody was. */
  async ask(how: { surely?: boolean } = {}): Promise<void> {
    if (!how.surely && !remembered()) {
      standing = 'out';
      forgetTab();
      return;
    }
    asking ??= read().finally(() => (asking = undefined));
    await asking;
  },
  /** From here on the session is this page's alone: nobody is signed in until she does it on this page. */
  keepApart(): void {
    isApart = true;
    over('out');
  },
  /** Somebody has just signed in here. */
  begun(who: Person): void {
    person = who;
    standing = 'in';
    isSure = true;
    allowCopies();
    remember(true);
  },
  /** Something of hers is different now. */
  changed(who: Person): void {
    person = who;
  },
  /** The server no longer knows the session. */
  lost(): void {
    over(standing === 'in' ? 'lost' : standing === 'unknown' ? 'out' : standing);
    remember(false);
  },
  /** Ends the session. */
  async end(): Promise<void> {
    await answer(api.POST('/api/sign-out'));
    this.gone();
  },
  /** She is not signed in any more, and knows it. */
  gone(): void {
    // A form in a district's page has a session of its own, and nothing of the portal's.
    if (!isApart) forgetCopies();
    person = undefined;
    over('out');
    remember(false);
  },
};

/** Nobody is signed in here from now on. */
function over(as: 'out' | 'lost'): void {
  standing = as;
  isSure = true;
  forgetTab();
}

function forgetTab(): void {
  try {
    const names = Object.keys(sessionStorage).filter((name) => name.startsWith(WHILE_IN));
    names.forEach((name) => sessionStorage.removeItem(name));
  } catch {
    // Then nothing was kept.
  }
}

async function read(): Promise<void> {
  try {
    person = await answer(api.GET('/api/me'));
    standing = 'in';
    isSure = true;
    // Only news is noted: other tabs listen.
    if (!remembered()) remember(true);
  } catch (error) {
    if (!isRefused(error, 'signed-out')) throw error;
    if (standing !== 'lost') {
      person = undefined;
      over('out');
    }
  }
}

/** Listens to other tabs, and looks again when the reader comes back to this one after its session was lost. */
export function followSession(): () => void {
  const heard = (event: StorageEvent) => {
    if (event.key === NOTE && event.newValue) void session.ask().catch(() => {});
    else if (event.key === NOTE && standing === 'in') over('lost');
  };
  const seen = () => {
    if (document.visibilityState !== 'visible' || standing !== 'lost') return;
    // What this browser remembers says nothing here: its note went with the session, and her work stays on the page.
    void session.ask({ surely: true }).catch(() => {});
  };
  addEventListener('storage', heard);
  document.addEventListener('visibilitychange', seen);
  return () => {
    removeEventListener('storage', heard);
    document.removeEventListener('visibilitychange', seen);
  };
}

function remembered(): boolean {
  try {
    return localStorage.getItem(NOTE) !== null;
  } catch {
    return true;
  }
}

function remember(isIn: boolean): void {
  if (isApart) return;
  try {
    if (isIn) localStorage.setItem(NOTE, String(Date.now()));
    else localStorage.removeItem(NOTE);
  } catch {
    // Then it asks the server each time.
  }
}
