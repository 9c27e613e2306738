// Before the page is seen: it waits for the languages to be chosen, so that nothing moves then.

document.documentElement.classList.add("starting");
