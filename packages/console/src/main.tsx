import { render } from 'preact';

import { App } from './app.tsx';
import { watchClock } from './state/gateway-clock.ts';
import { applyPreferences } from './preferences.ts';

applyPreferences();
watchClock();
const mount = document.getElementById('app');
if (mount !== null) render(<App />, mount);
