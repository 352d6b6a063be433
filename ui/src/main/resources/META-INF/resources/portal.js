/* The few things a page must do by itself. No framework, no build: the page's nonce lets it run. */
// Vaadin's own line that says when the connection is lost: told to those who don't see it, too.
customElements.whenDefined('vaadin-connection-indicator').then(() => {
  document.querySelectorAll('vaadin-connection-indicator').forEach((line) => line.setAttribute('role', 'status'));
});

window.portal = {
  /**
   * Watches for signs of life of the person and tells the server, at most every 20 seconds; asks the server when there
   * were none for long. The server knows of the session's other windows too.
   */
  watchActivity(element, limitSeconds, warnSeconds) {
    const TELL_EVERY = 20_000;
    let last = Date.now();
    let told = last;
    let warned = false;
    let asking = false;

    const alive = () => {
      if (warned) return; // only the dialog's own buttons answer it
      last = Date.now();
      if (last - told >= TELL_EVERY) {
        told = last;
        element.$server.active();
      }
    };
    const events = ['pointerdown', 'keydown', 'wheel', 'touchstart', 'click', 'input'];
    events.forEach((name) => window.addEventListener(name, alive, { capture: true, passive: true }));

    const look = async () => {
      const idle = (Date.now() - last) / 1000;
      if (asking || idle < limitSeconds - warnSeconds || (warned && idle < limitSeconds)) return;
      asking = true;
      try {
        const left = await element.$server.left();
        last = Date.now() - (limitSeconds - left) * 1000;
        warned = left <= warnSeconds;
      } finally {
        asking = false;
      }
    };
    const timer = setInterval(look, 2000);
    document.addEventListener('visibilitychange', look);

    return {
      resume() {
        warned = false;
        last = told = Date.now();
      },
      stop() {
        clearInterval(timer);
        document.removeEventListener('visibilitychange', look);
        events.forEach((name) => window.removeEventListener(name, alive, { capture: true }));
      },
    };
  },

  /** Sends chosen or dropped files to the element's target, a few at a time, and keeps what did not arrive. */
  upload(element, filesButton, folderButton, progress) {
    if (element.portalUpload) return;
    element.portalUpload = {
      /** Forgets what did not arrive. */
      clear() {
        failed = [];
        draw();
      },
    };
    const AT_ONCE = 3;
    const queue = [];
    const running = new Set();
    let failed = [];
    let total = 0;
    let done = 0;
    let totalBytes = 0;
    let doneBytes = 0;
    let renewed = 0;
    let cancelled = false;
    let begun;

    const input = (folder) => {
      const chooser = document.createElement('input');
      chooser.type = 'file';
      chooser.multiple = true;
      chooser.webkitdirectory = folder;
      chooser.hidden = true;
      chooser.setAttribute('data-chooser', folder ? 'folder' : 'files');
      chooser.addEventListener('change', () => {
        add([...chooser.files].map((file) => ({ file, name: file.webkitRelativePath || file.name })));
        chooser.value = '';
      });
      element.append(chooser);
      return chooser;
    };
    const files = input(false);
    const folder = input(true);
    filesButton.addEventListener('click', () => files.click());
    folderButton.addEventListener('click', () => folder.click());

    // --- dropping, with everything inside dropped folders
    const zone = element.querySelector('.drop-zone');
    const entriesOf = (directory) =>
      new Promise((resolve, reject) => {
        const reader = directory.createReader();
        const all = [];
        const more = () =>
          reader.readEntries((some) => {
            if (some.length === 0) resolve(all);
            else {
              all.push(...some);
              more(); // a reader answers at most a hundred at a time
            }
          }, reject);
        more();
      });
    const walk = async (entry, found) => {
      if (entry.isFile) {
        const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
        found.push({ file, name: entry.fullPath.replace(/^\//, '') });
      } else if (entry.isDirectory) {
        for (const child of await entriesOf(entry)) await walk(child, found);
      }
    };
    element.addEventListener('dragover', (event) => {
      event.preventDefault();
      zone.classList.add('over');
    });
    element.addEventListener('dragleave', () => zone.classList.remove('over'));
    element.addEventListener('drop', async (event) => {
      event.preventDefault();
      zone.classList.remove('over');
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
      const found = [];
      for (const entry of entries) await walk(entry, found);
      add(found);
    });

    // --- sending
    const add = (chosen) => {
      if (chosen.length === 0) return;
      if (queue.length === 0 && running.size === 0) begin();
      chosen.forEach((one) => {
        queue.push(one);
        total += 1;
        totalBytes += one.file.size;
      });
      draw();
      begun.finally(next); // or the report of the first file could be cleared by the beginning
    };
    const begin = () => {
      total = done = totalBytes = doneBytes = 0;
      failed = []; // a new list: the old one may be what is sent again
      cancelled = false;
      begun = element.$server.begin();
      window.addEventListener('beforeunload', hold);
    };
    const hold = (event) => event.preventDefault();
    const next = () => {
      while (running.size < AT_ONCE && queue.length > 0) send(queue.shift());
      if (running.size === 0 && queue.length === 0) end();
    };
    const send = (one) => {
      const request = new XMLHttpRequest();
      one.sent = 0;
      one.request = request;
      running.add(one);
      request.open('POST', element.getAttribute('target'));
      request.setRequestHeader('Content-Type', 'application/octet-stream');
      request.setRequestHeader('X-Filename', encodeURIComponent(one.name));
      request.upload.onprogress = (event) => {
        one.sent = event.loaded;
        draw();
      };
      request.onloadend = () => {
        running.delete(one);
        if (request.status === 200) {
          done += 1;
          doneBytes += one.file.size;
        } else {
          failed.push(one);
        }
        renew();
        draw();
        next();
      };
      request.send(one.file);
    };
    const renew = () => {
      if (Date.now() - renewed > 1500 && (queue.length > 0 || running.size > 0)) {
        renewed = Date.now();
        element.$server.renew(false);
      }
    };
    const end = () => {
      window.removeEventListener('beforeunload', hold);
      element.$server.renew(true);
      draw();
    };
    const cancel = () => {
      cancelled = true;
      failed.push(...queue.splice(0));
      running.forEach((one) => one.request.abort());
      if (running.size === 0) end();
    };
    const again = () => {
      add(failed);
    };

    // --- showing
    const make = (tag, text, className) => {
      const made = document.createElement(tag);
      if (text) made.textContent = text;
      if (className) made.className = className;
      return made;
    };
    const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
    const bar = (label, value, max) => {
      const made = make('progress');
      made.setAttribute('aria-label', label);
      made.max = Math.max(max, 1);
      made.value = value;
      return made;
    };
    const button = (text, action) => {
      const made = make('button', text, 'quiet');
      made.type = 'button';
      made.addEventListener('click', action);
      return made;
    };
    let drawing = false;
    const draw = () => {
      if (drawing) return;
      drawing = true;
      requestAnimationFrame(() => {
        drawing = false;
        paint();
      });
    };
    const paint = () => {
      const focused = progress.contains(document.activeElement) ? document.activeElement.textContent : null;
      progress.replaceChildren();
      if (running.size > 0 || queue.length > 0) {
        const sent = doneBytes + [...running].reduce((sum, one) => sum + one.sent, 0);
        const text = `${done} of ${total} files sent, ${megabytes(sent)} of ${megabytes(totalBytes)} MB`;
        progress.append(make('p', text), bar('All files', sent, totalBytes));
        const list = make('ul');
        running.forEach((one) => {
          const item = make('li');
          item.append(make('span', one.name), bar(one.name, one.sent, one.file.size));
          list.append(item);
        });
        progress.append(list, button('Stop', cancel));
      } else if (failed.length > 0) {
        const box = make('div', null, 'problem-box');
        box.setAttribute('role', 'alert');
        const count = failed.length === 1 ? 'One file' : `${failed.length} files`;
        const were = failed.length === 1 ? 'was' : 'were';
        box.append(
          make('p', cancelled ? `${count} ${were} not sent, because you stopped.`
            : `${count} did not arrive: the connection broke, or the portal had trouble. Nothing of what is listed here was kept.`));
        const list = make('ul');
        failed.slice(0, 20).forEach((one) => list.append(make('li', one.name)));
        if (failed.length > 20) list.append(make('li', `… and ${failed.length - 20} more`));
        box.append(list, button(failed.length === 1 ? 'Try it again' : 'Try these again', again));
        progress.append(box);
      }
      if (focused) [...progress.querySelectorAll('button')].find((one) => one.textContent === focused)?.focus();
    };
  },
};
