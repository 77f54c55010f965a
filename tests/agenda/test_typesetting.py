"""Files are set once, by one process at a time, and what can't be set is told in a sentence."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from agenda.exports import typesetting
from agenda.exports.typesetting import NotSetError, SetFile, typeset

DRAWING = """
#let shown = json("shown.json")
#set document(title: "Missing", date: datetime(year: 2025, month: 4, day: 20))
= #shown.words
#if "incomplete" in sys.inputs [Incomplete]
#for name in shown.pictures { image(name, alt: name) }
"""


@pytest.fixture
def drawing(tmp_path):
    path = tmp_path / "drawing.typ"
    path.write_text(DRAWING)
    return path


def test_many_readers_at_once_wait_for_one_file():
    made, together = [], Barrier(4)

    def slowly():
        time.sleep(0.1)
        made.append("once")
        return b"file"

    file = SetFile(slowly)

    def read(_reader):
        together.wait(timeout=30)
        return file.read()

    with ThreadPoolExecutor(max_workers=4) as readers:
        assert list(readers.map(read, range(4))) == [b"file"] * 4
    assert made == ["once"]


def test_what_fails_is_not_tried_again_at_once(monkeypatch):
    tried = []

    def fail():
        tried.append(True)
        raise NotSetError

    file = SetFile(fail)
    for _reader in range(3):
        with pytest.raises(NotSetError):
            file.read()
    assert len(tried) == 1

    monkeypatch.setattr(typesetting, "AGAIN_AFTER", 0)  # as when a minute has passed
    with pytest.raises(NotSetError):
        file.read()
    assert len(tried) == 2


@pytest.mark.parametrize("form", ["pdf", "png"])
def test_a_picture_that_is_none_leaves_a_line_in_the_log(drawing, form, caplog):
    shown = {"words": "Words", "pictures": ["logo"]}

    with pytest.raises(NotSetError):
        typeset(drawing, to=form, shown=shown, pictures={"logo": b"no picture"})

    (line,) = caplog.messages
    assert line.startswith("Typst has not set drawing.typ: typst.TypstError: ")


def test_what_takes_too_long_is_given_up(drawing, monkeypatch, caplog):
    monkeypatch.setattr(typesetting, "LONGEST", 0.001)

    with pytest.raises(NotSetError):
        typeset(drawing, to="pdf", shown={"words": "Words", "pictures": []})

    assert "timed out" in caplog.text


def test_a_process_that_does_not_start_is_told_too(drawing, monkeypatch, caplog):
    monkeypatch.setattr(typesetting.sys, "executable", "/nothing/here")

    with pytest.raises(NotSetError):
        typeset(drawing, to="pdf", shown={"words": "Words", "pictures": []})

    assert "No such file" in caplog.text
