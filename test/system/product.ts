import { setTimeout as delay } from 'node:timers/promises';
import { Deployment } from '../harness/deployment.ts';
import { MailServer } from '../mail/mail-server.ts';
import { freshBuild } from './fresh-build.ts';

/** The whole product and the mail server it hands its mail to, which stands in this process and remembers everything. */
export interface Product {
  deployment: Deployment;
  mail: MailServer;
  stop: () => Promise<void>;
}

/**
 * Starts it with the careful rules of real mail off. `answersAfterMs`: how long the mail server thinks about each mail, so that
 * some are always on their way.
 */
export async function startProduct({ answersAfterMs = 0 } = {}): Promise<Product> {
  await freshBuild();
  const mail = await MailServer.start();
  if (answersAfterMs > 0)
    mail.say({
      data: (stream, session, done) => {
        void mail.take(stream, session).then(async () => {
          await delay(answersAfterMs);
          done();
        });
      },
    });
  const deployment = await Deployment.start({ SMTP_URL: mail.url, MAIL_FROM: 'Maya Lind <maya@halden.example>' });
  await deployment.done('PATCH', '/api/house-rules', { sendDelay: 'PT0S', quietHours: null, cap: null });
  const stop = async (): Promise<void> => {
    await deployment.stop();
    await mail.stop();
  };
  return { deployment, mail, stop };
}
