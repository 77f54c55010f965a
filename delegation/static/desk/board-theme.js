/* Light or dark as chosen at the desk, before anything is painted. */
document.documentElement.dataset.theme = JSON.parse(localStorage.getItem("adminTheme") ?? '"auto"');
