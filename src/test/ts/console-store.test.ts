// @vitest-environment happy-dom
import { h, render } from 'preact';
import { expect, it, vi } from 'vitest';
import { Store, useStore } from '../../main/ts/console/store';

it('what changes as the page begins is shown as well', async () => {
  const store = new Store({ text: 'before' });
  const Shows = () => h('p', null, useStore(store).text);
  render(h(Shows, null), document.body);
  expect(document.body.textContent).toBe('before');
  store.change({ text: 'at once' });
  await vi.waitFor(() => expect(document.body.textContent).toBe('at once'));
  store.change({ text: 'later' });
  await vi.waitFor(() => expect(document.body.textContent).toBe('later'));
});
