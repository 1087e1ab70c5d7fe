import { answer, api } from '../../api/client';

/** What an organisation says for a version, in public. */
export type Endorsement = {
  organisation: string;
  name: string;
  url: string | undefined;
  comment: string;
  at: string;
  /** Where its signed form is. */
  page: string;
};

/** The part of an EndorsementCredential (Open Badges 3.0) that is shown. */
type Credential = {
  id: string;
  issuer: { name: string; url?: string };
  validFrom: string;
  credentialSubject: { endorsementComment: string };
};

/** What stands for a version now: the signed endorsements of it. */
export async function endorsementsOf(slug: string, version: number): Promise<Endorsement[]> {
  const params = { path: { slug, version }, query: { format: 'json' } } as const;
  // A browser may have kept it for a minute or two; who has just endorsed wants to see it.
  const achievement = await answer(api.GET('/achievements/{slug}/{version}', { params, cache: 'no-cache' }));
  const { endorsement = [] } = achievement as { endorsement?: Credential[] };
  return endorsement.map(({ id, issuer, validFrom, credentialSubject }) => ({
    organisation: id.slice(id.lastIndexOf('/') + 1),
    name: issuer.name,
    url: issuer.url,
    comment: credentialSubject.endorsementComment,
    at: validFrom,
    page: new URL(id).pathname,
  }));
}
