/** A document as its blocks, which the page shows, prints, and writes into a file of its own. */

export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; text: string }
  | { kind: 'text'; text: string; soft?: boolean; warns?: boolean }
  | { kind: 'table'; caption: string; head: string[]; rows: string[][] };

export const heading = (level: 1 | 2 | 3 | 4, text: string): Block => ({ kind: 'heading', level, text });
export const text = (said: string, look: { soft?: boolean; warns?: boolean } = {}): Block => ({
  kind: 'text',
  text: said,
  ...look,
});
export const table = (caption: string, head: string[], rows: string[][]): Block => ({
  kind: 'table',
  caption,
  head,
  rows,
});

const STYLE = `body{font:11pt/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%;margin:.75rem 0}
th,td{border:1px solid #777;padding:.3rem .5rem;text-align:left;vertical-align:top}
p,td{white-space:pre-line}.soft{color:#555}.warns{font-weight:bold}`;

/** The document as one file that stands for itself: no script, nothing from elsewhere, every text as a text. */
export function htmlOf(blocks: Block[], title: string, language: string): string {
  const head = `<meta charset="utf-8"><title>${escaped(title)}</title><style>${STYLE}</style>`;
  return `<!doctype html>\n<html lang="${escaped(language)}"><head>${head}</head>\n<body>\n${blocks.map(written).join('\n')}\n</body></html>\n`;
}

function written(block: Block): string {
  if (block.kind === 'heading') return `<h${block.level}>${escaped(block.text)}</h${block.level}>`;
  if (block.kind === 'text') {
    const look = block.warns ? ' class="warns"' : block.soft ? ' class="soft"' : '';
    return `<p${look}>${escaped(block.text)}</p>`;
  }
  const head = block.head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('');
  const rows = block.rows.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`);
  return `<table aria-label="${escaped(block.caption)}"><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

const MARKS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text that is nothing but a text in HTML. */
export function escaped(said: string): string {
  return said.replace(/[&<>"']/g, (mark) => MARKS[mark] ?? mark);
}
