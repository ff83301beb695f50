"""Writes articles that try to break out of the report, a very long one, and a thousand short ones."""

import pathlib
import sys

work = pathlib.Path(sys.argv[1])
hostile = work / "hostile"
many = work / "many"
long = work / "long"
for folder in (hostile, long, many):
    folder.mkdir(parents=True, exist_ok=True)

RUN = "document.documentElement.dataset.owned=1"
TITLES = [
    f"</title><script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f'"><svg onload={RUN}>',
    f"javascript:{RUN}",
    "\u202eevil\u2066 \u202dtitle\u200b\u0007",
    "]]>--><!-- {{constructor.constructor('" + RUN + "')()}}",
]


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


for number, title in enumerate(TITLES):
    said = escaped(title)
    (hostile / f"{number}.html").write_text(
        f"""<html lang="{said}"><head><title>{said}</title></head><body><h1>{said}</h1>
<p>The weir {said} held [1]. It broke [9]. The keeper left . <a href="javascript:{RUN}">See [2]</a>.
<a href="https://weir.example/{said}">More {said}</a> and <a href="data:text/html,<script>{RUN}</script>">more</a>.</p>
<table><tr><th>{said}</th><td>{said} .</td></tr></table>
<h2>Sources</h2>
<ol><li id="{said}">{said} <a href="javascript:{RUN}">javascript:{RUN}</a></li><li>{said} https://weir.example/"onclick="{RUN}</li></ol>
</body></html>""",
        encoding="utf-8",
    )
    (hostile / f"{number}.md").write_text(
        f"---\ntitle: '{title}'\nlang: '{title}'\n---\n\n# {title}\n\nThe weir {title} held [1]. It broke [9]. Left .\n\n"
        f"[x](javascript:{RUN})\n\n## Sources\n\n[1] {title} <https://weir.example/{number}>\n\n[2] {title}\n",
        encoding="utf-8",
    )
(hostile / "bytes.txt").write_bytes(bytes(range(256)) * 8 + b"\nThe weir held [1]. It broke [9].\n\nSources\n\n[1] A. Aldous, Locks.\n")
(hostile / f"<script>{RUN.replace('.', '_')}.md").write_text("One [1]. Two [2].\n", encoding="utf-8")

paragraph = (
    "<p>The lock keepers of the upper river wrote down every boat [{a}], and the <script>" + RUN + "</script>"
    "&lt;script&gt;" + RUN + "&lt;/script&gt; harbour board kept the books [{b}] . In dry years the gates stayed shut.</p>\n"
)
with open(long / "river.html", "w", encoding="utf-8") as out:
    out.write("<html><head><title>The long river</title></head><body><h1>The long river</h1>\n")
    size = number = 0
    while size < 10_000_000:
        number += 1
        text = paragraph.format(a=number % 40 + 1, b=number % 47 + 1)
        if number % 50 == 0:
            text += f"<h2>Year {number // 50}</h2>\n"
        size += len(text)
        out.write(text)
    out.write("<h2>Sources</h2><ol>\n")
    out.writelines(f"<li>River board, volume {n}. https://river.example/{n}</li>\n" for n in range(1, 41))
    out.write("</ol></body></html>\n")

for number in range(1000):
    body = "".join(
        f"Boats passed the gate in week {week} [{week}]. The toll was paid{' ' if (number + week) % 7 == 0 else ''}.\n\n"
        for week in range(1, 13)
    )
    sources = "".join(f"[{n}] Toll book {n} of station {number}.\n\n" for n in range(1, 13) if (n + number) % 5)
    (many / f"{number:04}.md").write_text(f"# Station {number}\n\n{body}\n## Sources\n\n{sources}", encoding="utf-8")
