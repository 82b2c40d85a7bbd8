/* The list of errors is read first: the focus goes to it when the page opens. */
document.getElementById("errors")?.focus();

/* What is found for a title comes while the next fields are filled in: the field with the focus stays where it stands. */
let held, stood;
document.addEventListener("htmx:beforeSwap", () => {
  held = document.activeElement;
  stood = held.getBoundingClientRect().top;
});
document.addEventListener("htmx:afterSwap", () => {
  if (!held.isConnected || stood < 0 || stood > innerHeight) return;
  scrollBy({ top: held.getBoundingClientRect().top - stood, behavior: "instant" });
});
