// Sounds made from noise and oscillators: nothing to download. Browsers allow sound only after a first key or click.

let audio, noise, muted = false;

export function wake() {
  if (audio) return;
  audio = new AudioContext();
  noise = audio.createBuffer(1, audio.sampleRate, audio.sampleRate);
  const samples = noise.getChannelData(0);
  for (let i = 0; i < samples.length; i++) samples[i] = Math.random() * 2 - 1;
}

export function toggle() { muted = !muted; }

const recipes = [
  volume => { burst(volume * .5, .16, 1800, 300); tone(volume * .35, .14, 190, 60, 'square'); },                 // shot
  volume => tone(volume * .22, .09, 1500, 700, 'triangle'),                                                       // bounce
  volume => { burst(volume * .5, .2, 900, 150); tone(volume * .3, .12, 320, 90, 'sawtooth'); },                  // hit
  volume => { burst(volume, .9, 700, 40); tone(volume * .7, .7, 95, 28, 'sine'); },                              // explosion
  volume => { tone(volume * .25, .12, 520, 780, 'sine'); tone(volume * .25, .22, 780, 1240, 'sine', .09); },     // pickup
  volume => tone(volume * .2, .35, 220, 660, 'sine'),                                                            // appear
];

export function play(kind, x, y, view) {
  if (!audio || muted || audio.state !== 'running') return;
  const distance = Math.hypot(x - view.x, y - view.y);
  const volume = .5 / (1 + distance * distance / 160);
  if (volume > .02) recipes[kind](volume);
}

function envelope(volume, seconds, delay) {
  const gain = audio.createGain(), at = audio.currentTime + delay;
  gain.gain.setValueAtTime(volume, at);
  gain.gain.exponentialRampToValueAtTime(.0008, at + seconds);
  gain.connect(audio.destination);
  return gain;
}

function tone(volume, seconds, from, to, type, delay = 0) {
  const oscillator = audio.createOscillator(), at = audio.currentTime + delay;
  oscillator.type = type;
  oscillator.frequency.setValueAtTime(from, at);
  oscillator.frequency.exponentialRampToValueAtTime(to, at + seconds);
  oscillator.connect(envelope(volume, seconds, delay));
  oscillator.start(at);
  oscillator.stop(at + seconds);
}

function burst(volume, seconds, from, to) {
  const source = audio.createBufferSource(), filter = audio.createBiquadFilter();
  source.buffer = noise;
  filter.type = 'lowpass';
  filter.frequency.setValueAtTime(from, audio.currentTime);
  filter.frequency.exponentialRampToValueAtTime(to, audio.currentTime + seconds);
  source.connect(filter).connect(envelope(volume, seconds, 0));
  source.start(0, Math.random() * .1);
  source.stop(audio.currentTime + seconds);
}
