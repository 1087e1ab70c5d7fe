/** People of an organisation: finding one, and what a form makes of one. */
import type { Shapes } from '../../../api/client';
import type { Role } from '../../../api/session.svelte';
import type { Language } from '../../../texts/language.svelte';

export type Member = Shapes['Member'];
export type Training = NonNullable<Member['assessor']>['training'][number];
type Kind = Shapes['Organisation']['kind'];

/** A training as a form holds it: days, not moments. */
export type TrainingDays = { trained: boolean; since: string; until: string };

/** The roles that an organisation of that kind can give, the one that most come for first. */
export function rolesOf(kind: Kind): Role[] {
  switch (kind) {
    case 'issuer':
      return ['assessor', 'issuer', 'developer', 'administrator', 'recognizer', 'earner'];
    case 'district':
      return ['earner', 'recognizer', 'administrator'];
    case 'state':
      return ['recognizer', 'administrator', 'earner'];
    case 'association':
      return ['endorser', 'administrator'];
  }
}

/** Those whose name or address holds every word of `sought`, by name. */
export function matching(people: Member[], sought: string): Member[] {
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = ({ name, email }: Member) => words.every((word) => `${name} ${email}`.toLowerCase().includes(word));
  return people.filter(holds).sort((one, other) => one.name.localeCompare(other.name));
}

/** What a form holds of a person, beside her trainings. */
export type Typed = {
  email: string;
  name: string;
  language: Language;
  roles: Role[];
  school: string;
  available: boolean;
  cap: number | null;
};

/** A person as her form begins; of nobody yet, the form for somebody new. */
export function typedOf(person: Member | undefined, kind: Kind): Typed {
  const place = person?.memberships[0];
  return {
    email: person?.email ?? '',
    name: person?.name ?? '',
    language: 'en',
    roles: [...(place?.roles ?? rolesOf(kind).slice(0, 1))].sort(),
    school: place?.school ?? '',
    available: person?.assessor?.available ?? true,
    cap: person?.assessor?.cap ?? 5,
  };
}

/** The trainings for a form, one for each of `slugs`. */
export function asDays(training: Training[], slugs: string[], today: string): Record<string, TrainingDays> {
  const of = (slug: string): TrainingDays => {
    const known = training.find((record) => record.microcredential === slug);
    return {
      trained: known !== undefined,
      since: known ? dayOf(known.trained) : today,
      until: known?.expires ? dayOf(known.expires) : '',
    };
  };
  return Object.fromEntries(slugs.map((slug) => [slug, of(slug)]));
}

type Saved = { microcredential: string; trained?: string; expires?: string };

/**
 * The trainings to save: what the form holds, and what it doesn't show as it was. A day that was not changed keeps its
 * moment; a training of today counts from now.
 */
export function asRecords(days: Record<string, TrainingDays>, before: Training[], today: string): Saved[] {
  const unseen = before.filter((record) => !(record.microcredential in days));
  const seen = Object.entries(days).filter(([, each]) => each.trained);
  return [
    ...unseen,
    ...seen.map(([microcredential, { since, until }]) => {
      const known = before.find((record) => record.microcredential === microcredential);
      const trained =
        known && dayOf(known.trained) === since ? known.trained : since === today ? undefined : `${since}T00:00:00Z`;
      const expires = known?.expires && dayOf(known.expires) === until ? known.expires : until && `${until}T23:59:59Z`;
      return { microcredential, ...(trained && { trained }), ...(expires && { expires }) };
    }),
  ];
}

/** Whether a training counts at `now`. */
export function isCurrent(record: Training, now: Date): boolean {
  return new Date(record.trained) <= now && (record.expires === undefined || now < new Date(record.expires));
}

const dayOf = (time: string) => time.slice(0, 10);
