/* The list of errors is read first: the focus goes to it when the page opens. */
document.getElementById("errors")?.focus();
