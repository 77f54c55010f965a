/* Inside the frame: tells the page around it how high the programme is, whenever that changes. */
new ResizeObserver(() => {
  parent.postMessage({ programmeHeight: document.documentElement.offsetHeight }, "*");
}).observe(document.documentElement);
