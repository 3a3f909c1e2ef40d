/** Shows the run: drawn in place on a terminal, as lines everywhere else. */
import { clearScreenDown, cursorTo, moveCursor } from 'node:readline';
import { STAGES } from '../../../domain';
import { simulated } from '../names';
import { demoWords } from '../words';
import { frame, type Scene } from './frame';

export interface View {
  /** Something about the stack that a person should see, for example that a process died. */
  incident(text: string): void;
  stop(): void;
}

const REDRAW_MS = 250;
const LINE_MS = 3_000;
const INCIDENTS = 3;

export const showRun = (scene: Scene, stream: NodeJS.WriteStream): View =>
  stream.isTTY ? drawn(scene, stream) : lines(scene, stream);

function drawn(scene: Scene, stream: NodeJS.WriteStream): View {
  const incidents: string[] = [];
  let height = 0;
  const draw = (): void => {
    const text = frame(scene, Date.now(), incidents, stream.columns || 80)
      .split('\n')
      .slice(0, Math.max(4, (stream.rows || 24) - 1));
    cursorTo(stream, 0);
    if (height > 0) moveCursor(stream, 0, -height);
    clearScreenDown(stream);
    stream.write(`${text.join('\n')}\n`);
    height = text.length;
  };
  const timer = setInterval(draw, REDRAW_MS);
  return {
    incident: (text) => {
      incidents.push(text);
      if (incidents.length > INCIDENTS) incidents.shift();
    },
    stop: () => {
      clearInterval(timer);
      draw();
    },
  };
}

function lines({ board, names, lang, scale, startMs, reports }: Scene, stream: NodeJS.WriteStream): View {
  const words = demoWords[lang];
  const tell = (): void => {
    const all = board.count();
    const stages = STAGES.map((stage) => `${words.stage[stage]} ${all[stage]}`).join(', ');
    const ladder = names.ladder.map((role) => {
      const here = board.count(role);
      const underWay = STAGES.filter((stage) => stage !== 'closed').reduce((sum, stage) => sum + here[stage], 0);
      return `${names.role(role)} ${underWay}`;
    });
    stream.write(
      `${words.progress(simulated(Date.now(), startMs, scale), board.issues, reports)}  ${stages}  [${ladder.join(' | ')}]\n`,
    );
  };
  const timer = setInterval(tell, LINE_MS);
  return {
    incident: (text) => void stream.write(`${text}\n`),
    stop: () => {
      clearInterval(timer);
      tell();
    },
  };
}
