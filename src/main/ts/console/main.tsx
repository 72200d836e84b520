import { render } from 'preact';
import { App } from './app';
import { startClock } from './clock';
import { Desk } from './desk';
import { ownOrigin } from './ways';

const desk = new Desk(ownOrigin);
startClock();
render(<App desk={desk} />, document.getElementById('console') as HTMLElement);
void desk.resume();
