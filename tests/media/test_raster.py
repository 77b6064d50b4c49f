"""Pictures of pixels leave without metadata, pixel for pixel, and stand upright."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from kamhandbook.pictures import raster
from kamhandbook.pictures.metadata import texts_beside
from kamhandbook.pictures.picture import MAX_PIXELS, Picture, picture_of, read_picture
from kamhandbook.pictures.trouble import Trouble
from tests.media.files import KINDS, SECRET, pixels, put, with_metadata

TRACES = (SECRET.encode(), SECRET.encode("utf-16-le"), b"Geheimkamera", b"xmpmeta", b"2026:11:01")


def usable(data: bytes) -> Picture:
    picture = picture_of(data, "bild")
    assert isinstance(picture, Picture)
    return picture


@pytest.mark.parametrize("kind", KINDS)
def test_metadata_goes_and_pixels_stay(kind: str) -> None:
    data = with_metadata(kind)
    assert SECRET.encode() in data
    picture = usable(data)
    assert (picture.kind, picture.width, picture.height) == (kind, 64, 32)
    assert [trace for trace in TRACES if trace in picture.content] == []
    assert pixels(picture.content) == pixels(data)
    with Image.open(io.BytesIO(picture.content)) as opened:
        assert not dict(opened.getexif())
        assert not {"comment", "xmp", "Comment", "Title", "XML:com.adobe.xmp"} & set(opened.info)


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_picture_taken_on_its_side_stays_upright(kind: str, orientation: int) -> None:
    data = with_metadata(kind, orientation)
    picture = usable(data)
    assert picture.orientation == orientation
    with Image.open(io.BytesIO(data)) as one, Image.open(io.BytesIO(picture.content)) as other:
        upright = ImageOps.exif_transpose(one)
        assert ImageOps.exif_transpose(other).tobytes() == upright.tobytes()
        assert (picture.width, picture.height) == upright.size
        assert set(other.getexif()) == {0x0112}
    assert [trace for trace in TRACES if trace in picture.content] == []
    with Image.open(io.BytesIO(picture.unturned())) as bare:
        assert not dict(bare.getexif())


def test_colours_density_and_loops_stay() -> None:
    stream = io.BytesIO()
    Image.new("CMYK", (8, 8), (9, 8, 7, 6)).save(
        stream, "JPEG", dpi=(144, 144), icc_profile=b"Farbprofil" * 9
    )
    with Image.open(io.BytesIO(usable(stream.getvalue()).content)) as opened:
        assert opened.info["dpi"] == (144, 144)
        assert opened.info["icc_profile"] == b"Farbprofil" * 9
    stream = io.BytesIO()
    frames = [Image.new("P", (8, 8), colour) for colour in range(3)]
    frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:], loop=0, duration=50)
    with Image.open(io.BytesIO(usable(stream.getvalue()).content)) as moving:
        assert getattr(moving, "n_frames", 1) == Image.open(stream).n_frames  # type: ignore[attr-defined]
        assert moving.info["loop"] == 0


def test_the_small_picture_in_a_jpeg_goes() -> None:
    data = with_metadata("jpeg")
    thumbnail = b"\xff\xe0\x00\x13JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x01\x01abc"
    end = 4 + int.from_bytes(data[4:6], "big")
    content = usable(data[:2] + thumbnail + data[end:]).content
    assert b"abc" not in content[:40] and content[18:20] == b"\x00\x00"


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_that_ends_too_early_is_damaged(kind: str) -> None:
    whole = usable(with_metadata(kind)).content
    for share in (0.15, 0.5, 0.9):
        result = picture_of(whole[: int(len(whole) * share)], "bild")
        assert isinstance(result, Trouble) and result.key == "damaged", (kind, share)


@pytest.mark.parametrize("kind", KINDS)
def test_no_damage_ends_in_an_exception(kind: str) -> None:
    whole = with_metadata(kind)
    for at in range(0, len(whole), max(1, len(whole) // 150)):
        for value in (0, 255):
            picture_of(whole[:at] + bytes([value]) + whole[at + 1 :], "bild")
        picture_of(whole[:at], "bild")


def test_a_wrong_checksum_is_damage() -> None:
    data = bytearray(usable(with_metadata("png")).content)
    data[data.index(b"IDAT") + 6] ^= 0xFF
    result = picture_of(bytes(data), "bild")
    assert isinstance(result, Trouble) and result.key == "damaged"


def test_too_many_pixels_are_told_with_the_limit(tmp_path: Path) -> None:
    stream = io.BytesIO()
    Image.new("1", (10_000, 5_000)).save(stream, "PNG")
    put(tmp_path, "gross.png", stream.getvalue())
    result = read_picture(tmp_path, "gross.png")
    assert isinstance(result, Trouble)
    assert (result.key, result.values["size"]) == ("pixels", 50)
    assert result.values["limit"] == MAX_PIXELS // 1_000_000


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_beside_the_picture_can_be_read(kind: str) -> None:
    said = " ".join(texts_beside(with_metadata(kind)))
    assert SECRET in said and "angehängt" in said
    if kind == "png":
        assert f"{SECRET} gepackt" in said
    assert list(texts_beside(usable(with_metadata(kind)).content)) == []


def test_a_damaged_picture_tells_all_it_has() -> None:
    damaged = b"\xff\xd8\xff\xe1\xff\xff" + SECRET.encode()
    assert SECRET in " ".join(texts_beside(damaged))
    with pytest.raises(raster.DamagedError):
        raster.cleaned(damaged, "jpeg", orientation=1)
