// Presses Ctrl-C in the console of another process, as a runner cancels a step on Windows, where no process can send a signal:
// `node ctrl-c.mjs PID`, once it reads something: it is started before, since a start takes its time. https://learn.microsoft.com/windows/console/generateconsolectrlevent
import koffi from 'koffi';

const CTRL_C_EVENT = 0;

const kernel32 = koffi.load('kernel32.dll');
const freeConsole = kernel32.func('bool __stdcall FreeConsole()');
const attachConsole = kernel32.func('bool __stdcall AttachConsole(uint32_t process)');
const setConsoleCtrlHandler = kernel32.func('bool __stdcall SetConsoleCtrlHandler(void *handler, bool add)');
const generateConsoleCtrlEvent = kernel32.func(
  'bool __stdcall GenerateConsoleCtrlEvent(uint32_t event, uint32_t group)',
);

function press() {
  freeConsole();
  if (!attachConsole(Number(process.argv[2]))) throw new Error('that process has no console');
  // The event reaches every process of the console, this one too.
  setConsoleCtrlHandler(null, true);
  if (!generateConsoleCtrlEvent(CTRL_C_EVENT, 0)) throw new Error('the console took no event');
}

process.stdin.once('data', () => {
  press();
  process.exit();
});
