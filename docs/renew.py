"""Put the output of fresh runs into the documents that show it.

foedus compare bloc-extension shared-security --draws 64 --streams 2 -o runs/first
foedus compare -o runs/readme
python docs/renew.py runs/first runs/readme
"""

import re
import shutil
import sys
import textwrap
from pathlib import Path

DOCS = Path(__file__).resolve().parent


def main(first: str, readme: str) -> None:
    """Sentence and table of the tutorial from the run `first`; the picture of the README from the run `readme`."""
    sentence, table = (Path(first) / "answer.txt").read_text(encoding="utf-8").split("\n\n")[:2]
    page = DOCS / "tutorial" / "first-comparison.md"
    fresh = iter((textwrap.fill(sentence, 100, break_on_hyphens=False), table))
    block = re.compile(r"^```text\n.*?^```$", re.MULTILINE | re.DOTALL)
    text = block.sub(lambda _: f"```text\n{next(fresh)}\n```", page.read_text(encoding="utf-8"))
    page.write_text(text, encoding="utf-8")
    shutil.copyfile(Path(readme) / "figures" / "signs.png", DOCS / "images" / "signs.png")


if __name__ == "__main__":
    main(*sys.argv[1:])
