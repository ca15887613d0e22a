import { dotnet } from './_framework/dotnet.js';
import { config } from './boot.js';

const canvas = document.getElementById('arena');
const context = canvas.getContext('2d');

const runtime = await dotnet.withConfig(config).create();
runtime.setModuleImports('main.js', {
  draw: view => {
    const list = view.slice();
    context.fillStyle = '#101418';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = '#5fd';
    context.fillRect(300 + 200 * list[0], 300 + 200 * list[1], 40, 40);
  }
});
const program = await runtime.getAssemblyExports(config.mainAssemblyName);
await runtime.runMain();

window.tain = { frames: 0 };
function frame(milliseconds) {
  window.tain.frames++;
  program.Tanks.Browser.Program.Frame(milliseconds / 1000);
  requestAnimationFrame(frame);
}
requestAnimationFrame(frame);
