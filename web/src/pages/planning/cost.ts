/** What running the platform costs: the formula of docs/costs.md, in dollars. */

/** So many submissions a month of so many gigabytes, each byte kept so many months and watched so often. */
export type Use = { submissions: number; gigabytes: number; months: number; views: number };
export type Bill = { control: number; kept: number; watched: number; scanned: number; all: number };

/** What the rates are in. They are those of the cloud, whatever currency an organisation reckons in. */
export const CURRENCY = 'USD';
/** Dollars by what they are for, as docs/costs.md has them. */
export const RATES = {
  submission: 0.00067,
  sent: 0.0003,
  kept: 0.023,
  watched: 0.09,
  scanned: 0.09,
  scan: 0.000215,
} as const;
/** Files of a submission that are scanned, as docs/costs.md counts. */
const FILES = 6;

/** What a month costs once as much is kept as is kept at any time. */
export function monthly({ submissions, gigabytes, months, views }: Use): Bill {
  const stored = submissions * gigabytes;
  const control = submissions * (RATES.submission + RATES.sent * gigabytes);
  const kept = stored * months * RATES.kept;
  const watched = stored * views * RATES.watched;
  const scanned = stored * RATES.scanned + submissions * FILES * RATES.scan;
  return { control, kept, watched, scanned, all: control + kept + watched + scanned };
}
