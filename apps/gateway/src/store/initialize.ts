/**
 * Makes the empty database in the folder named by the first argument. It runs as a process of its own: making a
 * database takes half a gigabyte that WebAssembly never gives back.
 */
import { initializePglite } from './pglite.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name the folder of the new database.');
await initializePglite(folder);
