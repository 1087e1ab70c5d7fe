/** The one uploader of the portal: it goes on while the reader looks at another page. */
import { Uploader } from './upload';

export const uploader = new Uploader();
