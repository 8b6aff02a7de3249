import { runServer } from './main.ts';

/** The server process of an editor. */
runServer();
