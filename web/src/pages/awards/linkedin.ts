import type { Shapes } from '../../api/client';

type Told = Pick<Shapes['AwardLine'], 'id' | 'title' | 'issuer' | 'decided' | 'validUntil' | 'page'>;

/** The address that adds the award to a LinkedIn profile, as the badge's own page has it. Months count from 1, in UTC. */
export function profile(award: Told): string {
  const query = new URLSearchParams({
    startTask: 'CERTIFICATION_NAME',
    name: award.title,
    organizationName: award.issuer,
    ...moment('issue', award.decided),
    ...(award.validUntil && moment('expiration', award.validUntil)),
    certUrl: award.page,
    certId: award.id,
  });
  return `https://www.linkedin.com/profile/add?${query}`;
}

function moment(name: string, time: string): Record<string, string> {
  const at = new Date(time);
  return { [`${name}Year`]: String(at.getUTCFullYear()), [`${name}Month`]: String(at.getUTCMonth() + 1) };
}
