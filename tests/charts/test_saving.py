import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from toprank.charts import alt, chart_bytes, check_chart_path, save, titled
from toprank.errors import ToprankError

ROWS = [{"size": 500, "cutoff": 480}, {"size": 1000, "cutoff": 470}]
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def chart():
    lines = alt.Chart(alt.Data(values=ROWS), title=titled("Cut-off < size & score", "One sentence."))
    return lines.mark_line(clip=True).encode(x="size:Q", y="cutoff:Q")


@pytest.mark.parametrize("suffix", [".svg", ".png"])
def test_same_chart_same_bytes(chart, suffix):
    assert chart_bytes(chart, suffix) == chart_bytes(chart, suffix)


def test_svg_is_named_and_self_contained(chart):
    root = ElementTree.fromstring(chart_bytes(chart, ".svg"))
    assert root.find("{http://www.w3.org/2000/svg}title").text == "Cut-off < size & score"
    assert not [each for each in root.iter() if any("http" in value for value in each.attrib.values())]


def test_inner_names_still_meet(chart):
    svg = chart_bytes(chart, ".svg").decode()
    assert 'id="part0"' in svg
    assert 'url(#part0)"' in svg


def test_the_suffix_decides(chart, tmp_path):
    save(chart, tmp_path / "a.png")
    save(chart, tmp_path / "a.SVG")
    assert (tmp_path / "a.png").read_bytes().startswith(PNG)
    assert (tmp_path / "a.SVG").read_bytes().startswith(b"<svg")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.SVG", "a.png"]


@pytest.mark.parametrize(
    ("name", "told"), [("a.pdf", "written as .svg or .png"), ("a", "written as"), ("none/a.svg", "there is no folder")]
)
def test_a_place_that_cannot_be_is_told_before(tmp_path, name, told):
    with pytest.raises(ToprankError, match=told):
        check_chart_path(tmp_path / name)


def test_a_folder_of_that_name_is_told(tmp_path):
    (tmp_path / "a.svg").mkdir()
    with pytest.raises(ToprankError, match="is a folder"):
        check_chart_path(tmp_path / "a.svg")


def test_the_former_picture_stays_when_writing_fails(chart, tmp_path, monkeypatch):
    (tmp_path / "a.svg").write_text("before")

    def refuse(path, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(ToprankError, match="No space left on device"):
        save(chart, tmp_path / "a.svg")
    assert [each.name for each in tmp_path.iterdir()] == ["a.svg"]
    assert (tmp_path / "a.svg").read_text() == "before"


def test_without_the_extra_one_line_says_so():
    lines = ["import sys", "sys.modules['altair'] = None", "try:", " import toprank.charts"]
    code = "\n".join([*lines, "except Exception as error:", " print(error.exit_code, error)"])
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told == "3 charts need two more packages: pip install 'toprank[charts]'.\n"
