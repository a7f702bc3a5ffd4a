// Runs timers in a worker, because browsers slow down a page's own timers while it is hidden.

self.onmessage = ({ data: { id, ms } }) => setTimeout(() => self.postMessage(id), ms);
