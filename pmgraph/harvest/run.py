"""One harvest from its address to the corpus. Only this module knows the order of its parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace

from pmgraph.config import Settings
from pmgraph.curated import Sidecar
from pmgraph.errors import UsageError
from pmgraph.harvest.addresses import Scope, authority, canonical, folder_of
from pmgraph.harvest.exchange import Exchange
from pmgraph.harvest.fetch import Fetcher
from pmgraph.harvest.journal import Journal, Page, Run, harvesting
from pmgraph.harvest.links import SUFFIXES, Form, form_of, read_listing
from pmgraph.harvest.outcome import Answer, NotReceivedError, Why, issue
from pmgraph.harvest.pace import PATIENCE, Clock
from pmgraph.harvest.plan import Plan, Selected, Task, select
from pmgraph.harvest.received import How, Received
from pmgraph.harvest.report import Account
from pmgraph.iris import digest
from pmgraph.model import Severity
from pmgraph.store.patience import Patience

LIST_LIMIT = 50_000_000
"""Bytes of a list: the most that a sitemap may have (https://www.sitemaps.org/protocol.html#index)."""
TROUBLE = 5
"""Pages that fail one after another before the host is left alone."""
_LISTS = (Form.HTML, Form.FEED, Form.SITEMAP, Form.INDEX)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user of a harvest may choose. `limit` is how many pages are asked for, `delay` in seconds."""

    publisher: str | None = None
    limit: int | None = None
    delay: float = 1.0
    match: str | None = None
    allowed: frozenset[str] = frozenset()
    dry_run: bool = False
    patience: Patience = PATIENCE


def harvest(
    settings: Settings,
    address: str,
    options: Options,
    *,
    exchange: Exchange,
    clock: Clock,
    progress: Callable[[str], None] = lambda step: None,
) -> Account:
    """Collect the releases at `address` into the corpus; the account says what came of it.

    UsageError where address or options are wrong; whatever goes wrong on the network is a finding of the account.
    """
    start = canonical(address)
    if start is None:
        raise UsageError(f"{address!r} is not an absolute http address; write it as https://host/path")
    try:
        match = re.compile(options.match) if options.match is not None else None
    except re.error as error:
        raise UsageError(f"--match {options.match!r} is no regular expression: {error}") from error
    with nullcontext(None) if options.dry_run else harvesting(settings.project) as folder:
        journal = Journal(folder / f"{_host_file(start)}.jsonl") if folder is not None else None
        return _Harvest(settings, start, options, match, exchange, clock, progress, journal).run()


class _Harvest:
    """The state of one harvest while it goes on. Without a journal nothing is written."""

    def __init__(
        self,
        settings: Settings,
        address: str,
        options: Options,
        match: re.Pattern[str] | None,
        exchange: Exchange,
        clock: Clock,
        progress: Callable[[str], None],
        journal: Journal | None,
    ) -> None:
        self._settings, self._options, self._match, self._clock = settings, options, match, clock
        self._progress, self._journal = progress, journal
        self._address, self._scope = address, Scope(address, options.allowed)
        self._fetcher = Fetcher(
            exchange, self._scope, clock, delay=options.delay, patience=options.patience, on_wait=progress
        )
        self._received = Received(settings)
        self._account = Account(address=address)
        self._name = digest(address, options.match or "", length=8)
        self._elsewhere: Counter[str] = Counter()
        self._run: Run | None = None
        if journal is not None:
            self._received.clear()
            self._run = journal.begin(self._name, clock.day)
            self._account.issues += [
                issue("PM-HARV-013", f"{journal.file}:{n}", "not an event of a harvest", "kein Ereignis eines Abrufs")
                for n in journal.unread
            ]
        done = self._run.done if self._run is not None else ()
        self._plan = Plan(address, had=self._had, done=done)
        self._in_trouble = 0

    def run(self) -> Account:
        """Work through the plan until it ends, a host wants rest, or the limit is reached."""
        account = self._account
        asked = 0
        while (task := self._plan.next()) is not None:
            if not task.is_list and asked == self._options.limit:
                self._pause(task, f"stopped after {asked} pages, as --limit says", f"Ende nach {asked} Seiten")
                break
            if not task.is_list:
                asked += 1
            if not self._settled(task):
                break
        else:
            account.finished = True
            if self._journal is not None:
                self._journal.end(self._name)
        account.issues += [
            issue(
                "PM-HARV-007", self._plan.at, f"{count} of its links lead to {host}, which is not asked",
                f"{count} Verweise führen zu {host}", cure=f"Add --allow {host} if its pages are wanted.",
            )
            for host, count in sorted(self._elsewhere.items())
        ]  # fmt: skip
        account.before = self._plan.skipped
        account.pages_left, account.lists_left = (
            left + more for left, more in zip(self._plan.left, (account.pages_left, account.lists_left), strict=True)
        )
        return account

    def _settled(self, task: Task) -> bool:
        """Deal with one address; whether the run may go on."""
        try:
            if task.is_list:
                self._list(task.address)
            else:
                self._page(task.address)
            self._in_trouble = 0
        except NotReceivedError as error:
            return self._not_received(task, error)
        return True

    def _list(self, address: str) -> None:
        first = address == self._address
        known = self._run.lists.get(address) if self._run is not None else None
        if known is None and self._run is not None and address in self._run.done:
            self._plan.skipped += 1  # the address is a page itself, and was received before the interruption
            return
        if known is None:
            known = self._read_list(address, first)
            if known is None:
                return
            if self._journal is not None:
                self._journal.listed(self._name, address, *known)
        elif first:
            self._plan.settle(known[0])
        self._plan.add(known[1])

    def _read_list(self, address: str, first: bool) -> tuple[str, Selected] | None:
        """Where a list lies and the links of it that are followed; None for the first address if it is a page."""
        self._progress(f"list {address}")
        page = self._known(address) if first else None
        answer = self._fetcher.get(address, limit=LIST_LIMIT, validators=page.validators if page is not None else None)
        if answer.status == 304 and page is not None:
            self._account.form = Form.HTML.value
            self._unchanged(address, page)
            return None
        form = form_of(answer)
        if first:
            self._plan.settle(answer.address)
            self._account.form = form.value
        if form not in _LISTS:
            if first and self._match is None:
                self._take(address, answer, form)
                return None
            said = f"is {form.value}, not a list of releases"
            raise NotReceivedError(issue("PM-HARV-011", answer.address, said, f"ist {form.value}, keine Liste"))
        found = self._selected(answer, form)
        if first and not found.pages and form is not Form.INDEX:
            if form is Form.HTML and self._match is None:
                self._take(address, answer, form)
                return None
            wanted = f"that match {self._match.pattern!r}" if self._match is not None else "to releases"
            said, said_de = f"holds no links {wanted}", "enthält keine passenden Verweise"
            self._account.issues.append(issue("PM-HARV-010", answer.address, said, said_de))
        return answer.address, found

    def _selected(self, answer: Answer, form: Form) -> Selected:
        found = select(
            read_listing(answer, form), form, page=answer.address, folder=folder_of(self._plan.at), scope=self._scope,
            match=self._match,
        )  # fmt: skip
        self._elsewhere.update(dict(found.elsewhere))
        return found

    def _page(self, address: str) -> None:
        if self._journal is None:
            self._account.would_ask.append(address)
            return
        self._progress(f"page {address}")
        page = self._known(address)
        validators = page.validators if page is not None else None
        answer = self._fetcher.get(address, limit=self._settings.max_bytes, validators=validators)
        if answer.status == 304 and page is not None:
            self._unchanged(address, page)
            return
        if answer.address != address and answer.address in (self._plan.at, f"{authority(address)}/"):
            # Portals send the visitors of pages that they have removed to a start page.
            said, said_de = f"redirects to the start page {answer.address}", "leitet auf die Startseite weiter"
            raise NotReceivedError(issue("PM-HARV-003", address, said, said_de), Why.GONE)
        self._take(address, answer, form_of(answer))

    def _known(self, address: str) -> Page | None:
        """What the journal knows of a page; without its file that means nothing, and the text has to come again."""
        page = self._journal.pages.get(address) if self._journal is not None else None
        return page if page is not None and (self._settings.corpus / page.file).is_file() else None

    def _unchanged(self, address: str, page: Page) -> None:
        self._account.unchanged += 1
        if self._journal is not None:
            self._journal.received(self._name, address, page)

    def _take(self, address: str, answer: Answer, form: Form) -> None:
        """Keep a page in the corpus and remember it."""
        if form not in SUFFIXES:
            said = f"is a {form.value}, not a release; harvest it by itself"
            raise NotReceivedError(issue("PM-HARV-006", address, said, f"ist ein {form.value}, keine Mitteilung"))
        if not answer.body.strip():
            raise NotReceivedError(issue("PM-HARV-003", address, "the body is empty", "die Antwort ist leer"))
        if len(answer.body) > self._settings.max_bytes:
            said = f"holds more than {self._settings.max_bytes:,} bytes"
            raise NotReceivedError(issue("PM-HARV-005", address, said, f"hat {len(answer.body)} Bytes"))
        if self._journal is None:
            self._account.would_ask.append(address)
            return
        account = self._account
        account.fetched += 1
        sidecar = Sidecar(url=answer.address, publisher=self._options.publisher, retrieved=self._clock.day)
        kept = self._received.keep(answer.body, sidecar, SUFFIXES[form])
        shown = self._settings.shown(kept.file)
        last = self._journal.pages.get(address)
        if kept.how is How.NEW:
            account.new.append(shown)
        elif kept.how is How.SAME or (last is not None and last.file == self._received.key(kept.file)):
            account.unchanged += 1
        else:
            account.changed.append(shown)
            before = self._settings.shown(kept.before) if kept.before is not None else ""
            said = f"changed: {shown} follows {before}" if kept.how is How.CHANGED else f"says again what {shown} says"
            account.issues.append(issue("PM-HARV-009", answer.address, said, f"geändert: {shown}"))
        page = Page(file=self._received.key(kept.file), etag=answer.etag, modified=answer.modified)
        self._journal.received(self._name, address, page)

    def _not_received(self, task: Task, error: NotReceivedError) -> bool:
        """Count and report what was not received; whether the run may go on."""
        account, found = self._account, error.issue
        had = not task.is_list and self._had(task.address)
        match error.why:
            case Why.STOP:
                account.issues.append(found)
                account.failed += 1
                return self._left(task)
            case Why.REFUSED:
                account.refused += 1
                if task.address == self._address:
                    # Refusing a page among others is the host's right; refusing the first leaves nothing to do.
                    account.failed += 1
                    found = replace(found, severity=Severity.WARNING)
            case Why.GONE if had:
                account.gone += 1
                said = f"{found.message}: the page is gone; the text received before stays"
                found = issue("PM-HARV-004", task.address, said, f"{found.message}: die Seite gibt es nicht mehr")
            case Why.GONE | Why.FAILED:
                account.failed += 1
        account.issues.append(found)
        if error.why in (Why.REFUSED, Why.GONE) and self._journal is not None and not task.is_list:
            self._journal.passed(self._name, task.address)
        self._in_trouble = self._in_trouble + 1 if error.why is Why.FAILED and found.code == "PM-HARV-003" else 0
        if self._in_trouble < TROUBLE:
            return True
        self._pause(task, f"{TROUBLE} pages failed one after another", f"{TROUBLE} Seiten schlugen nacheinander fehl")
        return False

    def _pause(self, task: Task, said: str, said_de: str) -> None:
        self._account.issues.append(issue("PM-HARV-012", self._address, said, said_de))
        self._left(task)

    def _left(self, task: Task) -> bool:
        """The task stays undone; always False, for the run ends here."""
        if task.is_list:
            self._account.lists_left += 1
        else:
            self._account.pages_left += 1
        return False

    def _had(self, address: str) -> bool:
        known = self._journal is not None and address in self._journal.pages
        return known or self._received.latest(address) is not None


def _host_file(address: str) -> str:
    """The host and port of an address as the name of a file."""
    return re.sub(r"[^a-z0-9.-]", "_", address.split("/")[2])
