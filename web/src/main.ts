/**
 * What comes first, and is small: it asks at once for the page's own scripts, for what that page reads, and for the
 * shell, where one would come after the other.
 */
import './look/tokens.css';
import './look/base.css';
import { find, readFirst } from './route';
import { firstLanguage } from './texts/languages';

const { pathname } = location;
const found = find(pathname);
if (found) {
  readFirst(found, firstLanguage());
  // Whether it comes is the shell's to say, which asks for it again.
  found.route.page().catch(() => {});
}

const place = document.getElementById('app');
if (place) {
  import('./shell/shell').then(
    ({ show }) => show(place, pathname),
    // What stands there says so after a while; now it is known.
    () => place.querySelector('.late')?.classList.remove('late'),
  );
}
