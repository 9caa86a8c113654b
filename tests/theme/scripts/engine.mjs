/* The search engine without a browser: run as the classic script that it is, in a context that has
   just what it touches of a page. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import vm from "node:vm";

const SCRIPT = new URL("../../../hooks/rakor/theme/files/assets/cari-mesin.js", import.meta.url);
const ROOT = "file:///situs/";

/* Return what the engine offers. `read` gives the text of a file of the site by its address, or
   null where there is none; `query` is what stands in the address of the page. */
export function loadEngine(read = () => null, query = "") {
  const document = {
    currentScript: { src: ROOT + "assets/cari-mesin.js" },
    createElement: () => ({ remove() {} }),
    dispatchEvent: () => true,
    head: {
      appendChild(script) {
        const code = read(decodeURIComponent(script.src.slice(ROOT.length)));
        queueMicrotask(() => {
          if (code === null) return script.onerror();
          document.currentScript = script;
          try {
            vm.runInContext(code, context);
          } finally {
            document.currentScript = null;
          }
          script.onload();
        });
      }
    }
  };
  const context = vm.createContext({
    document, location: { search: query }, Event, TextEncoder, URLSearchParams, setTimeout,
    clearTimeout, console
  });
  context.window = context;
  vm.runInContext(readFileSync(SCRIPT, "utf8"), context, { filename: fileURLToPath(SCRIPT) });
  return context.RakorMesin;
}

/* Values of the engine's context as plain ones, to compare with. */
export function plain(value) {
  return JSON.parse(JSON.stringify(value));
}
