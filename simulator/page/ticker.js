// Waits in a thread of its own: a browser slows down the page's own timers while it is not looked at.

self.onmessage = ({ data: { id, ms } }) => setTimeout(() => self.postMessage(id), ms);
