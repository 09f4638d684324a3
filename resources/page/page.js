/* Seeks the recording in place, marks the paragraph that is being said, opens pictures large.
   Nothing here reads or writes anything but this page; without it every link still works. */
(function () {
  "use strict";
  var media = document.querySelector(".player video, .player audio");
  var player = document.querySelector(".player");
  var blocks = Array.prototype.slice.call(document.querySelectorAll("p.block, .block.list"));
  var starts = blocks.map(function (block) { return parseFloat(block.dataset.start); });
  var current = null;

  function seek(seconds) {
    player.open = true;
    function go() { media.currentTime = seconds; media.play().catch(function () {}); }
    if (media.readyState > 0) { go(); return; }
    media.addEventListener("loadedmetadata", go, { once: true });
    media.load();
  }

  function visible(element) {
    var box = element.getBoundingClientRect();
    return box.bottom > 0 && innerHeight > box.top;
  }

  function mark() {
    var now = media.currentTime + 0.05, found = null;
    for (var i = 0; starts.length > i; i += 1) {
      if (now >= starts[i]) { found = blocks[i]; }
    }
    if (found === current) { return; }
    var following = current && visible(current) && !media.paused;
    if (current) { current.classList.remove("playing"); current.removeAttribute("aria-current"); }
    current = found;
    if (!current) { return; }
    current.classList.add("playing");
    current.setAttribute("aria-current", "true");
    if (following && current.getBoundingClientRect().bottom > innerHeight * 0.9) {
      current.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
    }
  }

  function calm() { return matchMedia("(prefers-reduced-motion: reduce)").matches; }

  function silent() {
    var note = document.querySelector(".unplayable");
    player.remove();
    document.body.classList.remove("with-player");
    media = null;
    note.hidden = false;
  }

  if (media) {
    document.addEventListener("click", function (event) {
      var chip = event.target.closest("a.chip");
      if (!media || !chip) { return; }
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
      event.preventDefault();
      seek(parseFloat(chip.dataset.seconds));
    });
    media.addEventListener("timeupdate", mark);
    media.addEventListener("seeked", mark);
    media.addEventListener("error", silent);
    if (media.error) { silent(); }
  }

  document.querySelectorAll("figure img, .behind img").forEach(function (image) {
    image.tabIndex = 0;
    image.setAttribute("role", "button");
    function open() {
      var dialog = document.createElement("dialog"), large = image.cloneNode();
      large.removeAttribute("tabindex");
      large.removeAttribute("role");
      large.removeAttribute("id");
      large.loading = "eager";
      dialog.className = "large";
      dialog.appendChild(large);
      dialog.addEventListener("click", function () { dialog.close(); });
      dialog.addEventListener("close", function () { dialog.remove(); image.focus(); });
      document.body.appendChild(dialog);
      dialog.showModal();
    }
    image.addEventListener("click", open);
    image.addEventListener("keydown", function (event) {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(); }
    });
  });

  document.querySelectorAll("a.behind").forEach(function (link) {
    var image = document.querySelector(link.getAttribute("href"));
    link.addEventListener("click", function (event) { event.preventDefault(); image.click(); });
  });
}());
