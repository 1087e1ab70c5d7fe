/** The program of the page that a district shows in a frame (`GET /embed/{organisation}`). */
import { mount } from 'svelte';
import { session } from '../api/session.svelte';
import { follow } from '../texts/language.svelte';
import '../look/tokens.css';
import '../look/base.css';
import Embed from './Embed.svelte';
import { followPlaces, tellHeight } from './frame';
import { followSight } from './sight';

const place = document.getElementById('form');
const { district = '', logo, microcredential, offered = '' } = document.body.dataset;
if (place) {
  const asked = new URLSearchParams(location.search).get('language');
  if (asked === 'en' || asked === 'es') follow(asked);
  // There are no cookies here: nobody is signed in until she does it on this page.
  session.keepApart();
  const words = offered.split(' ').filter((slug) => slug !== '');
  mount(Embed, { target: place, props: { district, logo, microcredential, offered: words } });
  followPlaces();
  tellHeight();
  followSight();
}
