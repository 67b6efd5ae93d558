import { spawn } from 'node:child_process';

// Killed processes of a busy machine take their time to go, and write until then: hence the second and third look.
const SCRIPT = `
trap '' INT TERM HUP
pids=
while read -r word; do
  case "$word" in
    done) exit 0 ;;
    -*)
      left=
      for pid in $pids; do [ "-$pid" = "$word" ] || left="$left $pid"; done
      pids="$left"
      ;;
    *) pids="$pids $word" ;;
  esac
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
 * of and removes the folder. Who has ended by itself is to be forgotten: another process may get the number.
 */
export function startGuard(folder) {
  const shell = spawn('sh', ['-c', SCRIPT, 'sh', folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  shell.unref();
  shell.stdin.unref();
  shell.stdin.on('error', () => {});
  return {
    watchOver: (pid) => void shell.stdin.write(`${pid}\n`),
    forget: (pid) => void shell.stdin.write(`-${pid}\n`),
    dismiss: () => void shell.stdin.end('done\n'),
  };
}
