/** A shortlist as it is typed, with what its titles are and with whom it is shared. */
import { Unsaved } from '../api/problem';
import { Typed, type Stored, type Storing } from '../typing/typed.svelte';
import type { Texts } from '../typing/texts';
import { end, read, remark, save, share, type Said } from './calls';
import { arranged, bodyOf, inserted, listIn, ORDER, orderOf, textsOf, together, whyKey } from './list';
import type { Item, Share, View } from './list';

export class Shortlist extends Typed {
  /** With whom it is shared, or was. */
  shares = $state.raw<Share[]>([]);
  /** Everything that was on it while this page is open: what is put back has its title still. */
  #known = $state.raw<Record<string, Item>>({});

  /** As `person` writes it: what this browser keeps for her isn't taken up by whoever signs in after her. */
  constructor(person: string, view: View) {
    super(storedOf(view), `shortlist:${person}`);
    this.shares = view.shares;
    this.#know(view.items);
  }

  /** The micro-credentials on it, in her order. */
  get list(): string[] {
    return listIn(this.texts[ORDER]);
  }

  /** What is on it, as far as it is known. */
  get items(): Item[] {
    return this.list.map((slug) => this.item(slug));
  }

  item(slug: string): Item {
    return this.#known[slug] ?? { microcredential: slug, title: slug, published: true };
  }

  /** Puts it in another order, or takes something out. */
  arrange(list: string[]): void {
    this.type(ORDER, orderOf(list));
  }

  /** Puts back what was taken out, with its reason. */
  putBack({ slug, at, why }: { slug: string; at: number; why: string }): void {
    if (this.list.includes(slug)) return;
    if (!this.texts[whyKey(slug)] && why) this.type(whyKey(slug), why);
    this.arrange(inserted(this.list, slug, at));
  }

  /** An order that was chosen is one of what is on the list now. */
  override decide(key: string, text: string): void {
    super.decide(key, key === ORDER ? orderOf(arranged(this.list, listIn(text))) : text);
  }

  /** Looks what was saved and said elsewhere. */
  async look(): Promise<void> {
    this.hear(await this.read());
  }

  /** Shares it as it stands here, and not as it was before the last words: while these aren't saved, not at all. */
  async share(name: string, email: string): Promise<void> {
    await this.save();
    // What was brought together with another tab's is saved in turn.
    if (!this.isSaved) await this.save();
    if (!this.isSaved) throw new Unsaved();
    this.#put(await share(name, email));
  }

  async remark(to: Share, said: Said): Promise<void> {
    const remarks = await remark(to.share, said);
    this.#put({ ...this.#now(to), remarks });
  }

  async end(ended: Share): Promise<void> {
    await end(ended.share);
    const now = this.#now(ended);
    this.#put({ ...now, ended: now.ended ?? { at: new Date().toISOString(), by: 'earner' } });
  }

  protected override async read(): Promise<Stored> {
    const before = this.shares;
    const view = await read();
    this.#know(view.items);
    // What was said and shared here meanwhile isn't in it.
    if (this.shares === before) this.shares = view.shares;
    return storedOf(view);
  }

  protected override async write(texts: Texts, how: Storing): Promise<Omit<Stored, 'texts'>> {
    const view = await save(bodyOf(how.version, texts), how);
    this.#know(view.items);
    return { version: view.version };
  }

  protected override together(base: Texts, mine: Texts, theirs: Texts): ReturnType<typeof together> {
    return together(base, mine, theirs);
  }

  #know(items: Item[]): void {
    const read = items.map((item) => [item.microcredential, item]);
    this.#known = { ...this.#known, ...Object.fromEntries(read) };
  }

  /** The share as it is by now, which may have ended meanwhile. */
  #now(share: Share): Share {
    return this.shares.find((each) => each.share === share.share) ?? share;
  }

  #put(changed: Share): void {
    const isKnown = this.shares.some((each) => each.share === changed.share);
    this.shares = isKnown
      ? this.shares.map((each) => (each.share === changed.share ? changed : each))
      : [...this.shares, changed];
  }
}

function storedOf(view: View): Stored {
  return { version: view.version, texts: textsOf(view) };
}
