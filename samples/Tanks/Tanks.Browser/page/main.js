// Boots the C# program and connects it with the page: one call in per frame with what the player does, one call out with what to draw.
import { dotnet } from './_framework/dotnet.js';
import { config } from './boot.js';
import * as screen from './draw.js';
import * as hud from './hud.js';
import * as sound from './sound.js';
import * as input from './input.js';

const nameKey = 'tain-tanks-name';
const canvas = document.getElementById('arena');

// What a browser test may look at.
window.tain = { frames: 0, state: 'loading', netId: 0, tanks: [] };

const runtime = await dotnet.withConfig(config).create();
runtime.setModuleImports('main.js', {
  draw: view => {
    screen.draw(view.slice());
    window.tain.frames++;
    window.tain.tanks = screen.drawn.tanks;
  },
  showArena: view => screen.showArena(view.slice()),
  play: (kind, x, y) => sound.play(kind, x, y, screen.currentView()),
  showState: (state, netId) => Object.assign(window.tain, { state, netId }),
  showName: name => { hud.showName(name); localStorage.setItem(nameKey, name); },
  showScores: lines => screen.setNames(hud.showScores(lines)),
  showNotice: hud.showNotice,
  showOwn: hud.showOwn,
  showHurt: hud.showHurt,
  showNetwork: hud.showNetwork,
  showKill: hud.showKill,
});
const program = (await runtime.getAssemblyExports(config.mainAssemblyName)).Tanks.Browser.Program;
await runtime.runMain();

input.listen(canvas, sound.wake, sound.toggle);
hud.listenToName(program.Rename);
program.Start(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/play`, localStorage.getItem(nameKey) ?? '');

function frame(milliseconds) {
  const { moveX, moveY, aimX, aimY, aimIsDirection, fire } = input.read();
  program.Frame(milliseconds / 1000, canvas.clientWidth, canvas.clientHeight, moveX, moveY, aimX, aimY, aimIsDirection, fire);
  requestAnimationFrame(frame);
}
requestAnimationFrame(frame);
