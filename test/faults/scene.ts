import type { Models } from '../../server/storage/models.ts';
import type { Deployment } from '../harness/deployment.ts';
import type { MailServer } from '../mail/mail-server.ts';

/** Where kills happen: the product, the wire, and a look into the database that does not go through the product. */
export interface Scene {
  deployment: Deployment;
  mail: MailServer;
  db: Models;
}
