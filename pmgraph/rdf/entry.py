"""What a catalogue says of a dataset that the dataset itself does not tell: the values of the project's configuration.

Codes are those of the lists that DCAT-AP.de 3.0 names (https://www.dcat-ap.de/def/dcatde/3.0/spec/#kontrollierte-vokabulare);
the short lists stand here, so that a misspelt code is an error of the configuration and not of a harvester.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

EU = "http://publications.europa.eu/resource/authority/"
DCAT_AP_DE = "http://dcat-ap.de/def/"
LICENCES = f"{DCAT_AP_DE}licenses/"
CONTRIBUTORS = f"{DCAT_AP_DE}contributors/"
PUBLISHER_TYPES = "http://purl.org/adms/publishertype/"

THEMES = ("AGRI", "ECON", "EDUC", "ENER", "ENVI", "GOVE", "HEAL", "INTR", "JUST", "REGI", "SOCI", "TECH", "TRAN")
LEVELS = ("international", "european", "federal", "state", "administrativeDistrict", "municipality")
AVAILABILITIES = ("AVAILABLE", "EXPERIMENTAL", "STABLE", "TEMPORARY")
FREQUENCIES = (
    "ANNUAL", "ANNUAL_2", "ANNUAL_3", "AS_NEEDED", "BIENNIAL", "BIMONTHLY", "BIWEEKLY", "CONT", "DAILY", "DAILY_2",
    "DECENNIAL", "HOURLY", "IRREG", "MONTHLY", "MONTHLY_2", "MONTHLY_3", "NEVER", "NOT_PLANNED", "OTHER",
    "QUADRENNIAL", "QUARTERLY", "QUINQUENNIAL", "TRIENNIAL", "UNKNOWN", "UPDATE_CONT", "WEEKLY", "WEEKLY_2",
    "WEEKLY_3",
)  # fmt: skip
PUBLISHERS = (
    "Academia-ScientificOrganisation", "Company", "IndustryConsortium", "LocalAuthority", "NationalAuthority",
    "NonGovernmentalOrganisation", "NonProfitOrganisation", "PrivateIndividual(s)", "RegionalAuthority",
    "StandardisationBody", "SupraNationalAuthority",
)  # fmt: skip
# Keys of the political geocoding and the number of their digits.
_KEYS = {
    "stateKey": "2", "governmentDistrictKey": "3", "districtKey": "5", "municipalAssociationKey": "9",
    "municipalityKey": "8", "regionalKey": "12",
}  # fmt: skip
_PLACE = re.compile(
    "|".join(rf"{name}/[0-9]{{{digits}}}" for name, digits in _KEYS.items())
    + r"|(?P<eu>country/[A-Z]{3}|continent/[A-Z]+|place/[A-Z]{3}_[A-Z0-9]+)|(?P<geonames>geonames/[1-9][0-9]*)"
)
# Licences of the list whose terms ask for the name of the source.
_ATTRIBUTION = re.compile(rf"{re.escape(LICENCES)}(?:dl-by-|cc-by|odby|odbl|geoNutz|geonutz)")


def place_iri(short: str) -> str:
    """The IRI of `stateKey/15`, `country/DEU`, `geonames/2842565` and the like; ValueError says what may be written."""
    found = _PLACE.fullmatch(short)
    if found is None:
        keys = ", ".join(f"{name}/ with {digits} digits" for name, digits in _KEYS.items())
        raise ValueError(f"{short!r} is no place; write country/DEU, geonames/ with a number, or {keys}")
    if found["eu"]:
        return f"{EU}{short}"
    if found["geonames"]:
        return f"http://sws.geonames.org/{short.removeprefix('geonames/')}/"
    return f"{DCAT_AP_DE}politicalGeocoding/{short}"


def needs_attribution(licence: str) -> bool:
    """Whether a licence of the list of DCAT-AP.de asks to name the source."""
    return _ATTRIBUTION.match(licence) is not None


def language_codes(codes: Iterable[str]) -> tuple[str, ...]:
    """The codes, each of three capital letters; ValueError for any other."""
    found = tuple(codes)
    for code in found:
        if not re.fullmatch(r"[A-Z]{3}", code):
            raise ValueError(f"{code!r} is no code of a language; write DEU, ENG or another of three capital letters")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to ask about the dataset: a name, and at least one way to reach it."""

    name: str
    email: str | None = None
    url: str | None = None
    phone: str | None = None
    """In global form: `+49-391-1234`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The entry of the dataset in a catalogue. What is None or empty is unknown and stays out; nothing is invented."""

    title_de: str
    title_en: str
    description_de: str
    description_en: str
    publisher: str | None = None
    publisher_type: str | None = None
    publisher_homepage: str | None = None
    contact: Contact | None = None
    contributor_id: str | None = None
    """The supplier's word in the list of GovData. Only who delivers to GovData has one, so there is no default."""
    licence: str | None = None
    attribution: str | None = None
    level: str | None = None
    places: tuple[str, ...] = ()
    """IRIs, as `place_iri` gives them."""
    themes: tuple[str, ...] = ("GOVE",)
    keywords_de: tuple[str, ...] = ()
    keywords_en: tuple[str, ...] = ()
    frequency: str | None = None
    languages: tuple[str, ...] = ("DEU",)
    availability: str | None = None
    issued: str | None = None
    """The day of first publication; without it, the day on which the first source came in."""


DESCRIPTION_DE = (
    "Wissensgraph (RDF) aus Pressemitteilungen öffentlicher Stellen: wer mit wem was vereinbart hat, wer für wen in "
    "welcher Funktion unterzeichnet hat und wann. Jede Aussage führt auf die Textstelle zurück, aus der sie stammt."
)
DESCRIPTION_EN = (
    "Knowledge graph (RDF) from press releases of public bodies: who agreed what with whom, who signed for whom in "
    "which role, and when. Every statement leads back to the passage that it was read from."
)
