"""Logos beside the emblem of the Union: which files may be uploaded, and how large they show."""

import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from agenda.publishing import publish
from delegation.logo_file import LARGEST_BYTES, Drawing, read_drawing
from delegation.models import MissionLogo, Picture
from tests.agenda.test_kept_answers import NOON
from tests.browser_form import typed
from tests.factories import MissionFactory, MissionLogoFactory, PictureFactory, UserFactory

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}>{}</svg>'
BOX = 'viewBox="0 0 40 20"'


def svg(attributes=BOX, inside="<path d='M0 0h9'/>"):
    return SVG.format(attributes, inside).encode()


def chunk(kind, data=b""):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width=30, height=10):
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width + 1) * height))
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND")
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.mark.parametrize(
    ("content", "width", "height"),
    [
        (svg(), 40, 20),
        (svg('viewBox="-5,-5,12.5,1e2"'), 12.5, 100),
        (svg('width="30mm" height="10mm"'), 30, 10),
        (svg(inside='<use href="#a"/><image href="data:image/png;base64,AA=="/>'), 40, 20),
        (svg(inside="<style>a{fill:url(#a)} b{fill:url('#b')}</style>"), 40, 20),
        (svg(inside='<path fill="url(#a)" mask="url( &quot;#b&quot; )"/>'), 40, 20),
        (svg().decode().encode("utf-16"), 40, 20),
        (svg(f'{BOX} xmlns:i="i" i:file="C:\\logo.png"'), 40, 20),
        (b"<?xpacket begin='x'?>" + svg(), 40, 20),
        (b"<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C' 'x.dtd'>" + svg(), 40, 20),
    ],
)
def test_drawings_that_stand_alone_are_taken(content, width, height):
    assert read_drawing(content) == Drawing("image/svg+xml", width, height)


def test_pictures_are_taken_with_their_size():
    assert read_drawing(png()) == Drawing("image/png", 30, 10)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no_picture"),
        (b"\xff\xd8\xff\xe0JFIF", "no_picture"),
        (b"<html><svg/></html>", "no_picture"),
        (b"<svg", "no_picture"),
        (png()[:-4], "no_picture"),
        (png().replace(b"IDAT", b"IDOT"), "no_picture"),
        (png(width=0), "no_size"),
        (png(width=4001, height=1), "too_many_pixels"),
        (svg('viewBox="0 0 1e999 10"'), "no_size"),
        (svg('viewBox="0 0 1e-300 10"'), "no_size"),
        (svg('viewBox="0 0 10 1e7"'), "no_size"),
        (svg(""), "no_size"),
        (svg('width="." height="."'), "no_size"),
        (svg('viewBox="0 0 0 5"'), "no_size"),
        (svg(inside="<script>alert(1)</script>"), "not_alone"),
        (svg(inside="<foreignObject/>"), "not_alone"),
        (svg(f'{BOX} onload="alert(1)"'), "not_alone"),
        (svg(inside='<image href="https://example.org/x.png"/>'), "not_alone"),
        (svg(inside="<style>@import url(//example.org/x.css)</style>"), "not_alone"),
        (svg(inside="<style>a{fill:url( 'https://example.org/x#a')}</style>"), "not_alone"),
        (svg(inside="<style><b/>a{fill:u\\72l(//example.org/x)}</style>"), "not_alone"),
        (svg(inside='<path style="fill: URL(//example.org/x)"/>'), "not_alone"),
        (svg(inside='<path fill="url(https://example.org/x#a)"/>'), "not_alone"),
        (b"<?xml-stylesheet href='https://example.org/x.css'?>" + svg(), "not_alone"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg(), "not_alone"),
        (b"<!DOCTYPE svg [<!ENTITY % a 'b'>]>" + svg(), "not_alone"),
        (f"<!DOCTYPE svg [<!ENTITY a 'b'>]>{svg().decode()}".encode("utf-16"), "not_alone"),
        (svg(inside="<!-- " + "x" * LARGEST_BYTES + " -->"), "too_large"),
    ],
)
def test_other_files_are_refused(content, code):
    with pytest.raises(ValidationError) as refused:
        read_drawing(content)

    assert refused.value.code == code


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("size", "shown"), [((10, 10), (48, 48)), ((400, 20), (128, 6)), ((1, 900), (1, 48))]
)
def test_no_logo_is_as_high_as_the_emblem_nor_larger_in_area(client, size, shown):
    mission = MissionFactory(funding_statement="co_funded")
    width, height = size
    logo = MissionLogoFactory(mission=mission, picture=PictureFactory(width=width, height=height))
    publish(mission=mission, now=NOON)

    page = client.get(f"/it/missions/{mission.slug}/")

    emblem, (seen,) = (96, 64), page.context["mission"].logos
    assert (seen.width, seen.height) == shown
    assert seen.height < emblem[1]
    assert seen.width * seen.height <= emblem[0] * emblem[1]
    assert 'eu-emblem.svg" alt="" width="96" height="64"' in page.content.decode()
    assert f'src="/logos/{logo.picture.digest}/" alt="Regione Piemonte"' in page.content.decode()


@pytest.mark.django_db
def test_logos_stand_in_their_order_around_the_emblem(client):
    mission = MissionFactory(funding_statement="co_funded")
    for order, name in ((40, "Agency"), (10, "Cohesion"), (30, "Region")):
        MissionLogoFactory(mission=mission, order=order, name_en=name)
    publish(mission=mission, now=NOON)

    text = client.get(f"/en/missions/{mission.slug}/").content.decode()
    foot = text[text.index('class="funding-block"') :]

    words = ['alt="Cohesion"', "eu-emblem", 'alt="Region"', 'alt="Agency"']
    assert sorted(words, key=foot.index) == words


@pytest.mark.django_db
def test_a_picture_is_kept_for_ever_and_can_run_nothing(client):
    picture = PictureFactory()

    seen = client.get(f"/logos/{picture.digest}/")

    assert (seen.content, seen["Content-Type"]) == (picture.content, "image/svg+xml")
    assert seen["Cache-Control"] == "public, max-age=31536000, immutable"
    policy = (
        "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"
    )
    assert (seen["Content-Security-Policy"], seen["X-Content-Type-Options"]) == (policy, "nosniff")
    assert client.get("/logos/0/").status_code == 404


@pytest.mark.django_db
def test_an_organiser_uploads_a_logo_and_a_mission_shows_it_once_published(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(
        UserFactory(role="organiser"), backend="django.contrib.auth.backends.ModelBackend"
    )
    mission = MissionFactory(funding_statement="co_funded")
    page = f"/admin/delegation/mission/{mission.pk}/change/"
    form = client.get(page).context["adminform"].form
    filled = {name: value for name, value in form.initial.items() if value is not None}
    filled |= {"coordinator": "", "firms": [], "country": "US", "time_zone": "America/Detroit"}
    filled |= {"home_time_zone": "Europe/Rome"}
    lines = {"TOTAL_FORMS": 1, "INITIAL_FORMS": 0, "0-name_it": "Regione", "0-name_en": "Region"}
    lines |= {"0-order": 30, "0-mission": mission.pk}
    sent = filled | {f"logos-{name}": value for name, value in lines.items()}

    without = client.post(page, sent)
    wrong = client.post(page, sent | {"logos-0-file": SimpleUploadedFile("a.svg", b"<html/>")})
    nameless = client.post(
        page, sent | {"logos-0-file": SimpleUploadedFile("a.svg", svg()), "logos-0-name_it": ""}
    )
    stored = Picture.objects.count()
    answer = client.post(page, sent | {"logos-0-file": SimpleUploadedFile("a.svg", svg())})

    assert (nameless.status_code, stored) == (200, 0)
    assert (without.status_code, wrong.status_code, answer.status_code) == (200, 200, 302)
    assert [bytes(picture.content) for picture in Picture.objects.all()] == [svg()]
    assert [logo.name_en for logo in mission.logos.all()] == ["Region"]


@pytest.mark.django_db
def test_a_logo_keeps_its_picture_where_no_other_file_is_chosen(desk):
    logo = MissionLogoFactory(mission__funding_statement="co_funded")
    page = f"/admin/delegation/mission/{logo.mission_id}/change/"

    desk.post(page, {**typed(desk.get(page)), "logos-0-name_en": "Piedmont"})

    kept = MissionLogo.objects.get()
    assert (kept.name_en, kept.picture) == ("Piedmont", logo.picture)
