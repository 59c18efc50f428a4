// Small things a page does by itself. Listeners sit on the document: enhanced navigation replaces the nodes below it.

// After a form came back with messages, the reader starts at the first field to mend.
function goToFirstMessage() {
  document.querySelector('main [aria-invalid="true"]')?.focus();
}

goToFirstMessage();
window.Blazor?.addEventListener("enhancedload", goToFirstMessage);
