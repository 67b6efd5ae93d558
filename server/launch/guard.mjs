import { spawn } from 'node:child_process';

// Killed processes of a busy machine take their time to go, and write until then: hence the second and third look.
const SCRIPT = `
trap '' INT TERM HUP
pids=
while read -r word; do
  [ "$word" = done ] && exit 0
  pids="$pids $word"
done
for pid in $pids; do kill -9 "$pid"; done
tries=0
while [ "$tries" -lt 100 ]; do
  sleep 0.1
  tries=$((tries + 1))
  for pid in $pids; do kill -0 "$pid" && [ "$tries" -lt 50 ] && continue 2; done
  rm -rf "$1" && exit 0
done
`;

/**
 * A shell that outlives this process: should our end of its input close without a word, however we went, it kills the processes it was told
 * of and removes the folder.
 */
export function startGuard(folder) {
  const shell = spawn('sh', ['-c', SCRIPT, 'sh', folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  shell.unref();
  shell.stdin.unref();
  shell.stdin.on('error', () => {});
  return { watchOver: (pid) => shell.stdin.write(`${pid}\n`), dismiss: () => shell.stdin.end('done\n') };
}
