// Looks again every two seconds while the page shows work that goes on. Loaded by portal.js.

let waiting;
function arrive() {
  clearTimeout(waiting);
  if (document.querySelector("[data-progress]")) {
    waiting = setTimeout(() => location.reload(), 2000);
  }
}

arrive();
window.Blazor?.addEventListener("enhancedload", arrive);
