// npm run generate: makes the code of proto/ anew, whether or not it looks current.
import { ensure, generate } from './ensure.mjs';

ensure();
generate({ force: true });
