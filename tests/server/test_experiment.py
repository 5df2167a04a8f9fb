"""The assignment of users to arms."""

import uuid

import httpx
import pytest

from transcription_service.experiment import Arm, Experiment
from transcription_service.service import Service
from transcription_service.settings import Settings
from transcription_service.web.pages import ARM_COOKIE


def test_a_users_arm_hangs_on_nothing_but_the_names() -> None:
    """AC-4.1.5: the same on every machine and day.

    `printf sse-or-polling/ada | sha256sum` begins with 64 bits that leave 8264 when divided by
    10,000; so for the others.
    """
    places = {"ada": 8264, "ben": 8301, "cleo": 95, "dan": 5330}
    for user, place in places.items():
        assert Experiment("sse-or-polling", place / 100).arm_of(user) is Arm.SSE
        assert Experiment("sse-or-polling", place / 100 + 0.01).arm_of(user) is Arm.POLLING


@pytest.mark.parametrize("percent", [0, 1, 25, 50, 100])
def test_arms_are_as_large_as_was_asked(percent: float) -> None:
    experiment = Experiment("any", percent)
    users = [str(uuid.UUID(int=number)) for number in range(20_000)]
    polling = sum(experiment.arm_of(user) is Arm.POLLING for user in users)
    # Four standard deviations of a fair draw; none at all at the ends.
    spread = 4 * (len(users) * percent / 100 * (1 - percent / 100)) ** 0.5
    assert abs(polling - len(users) * percent / 100) <= spread


def test_another_experiment_divides_anew() -> None:
    users = [str(uuid.UUID(int=number)) for number in range(2000)]
    one, other = Experiment("one", 50), Experiment("other", 50)
    same = sum(one.arm_of(user) is other.arm_of(user) for user in users)
    assert 850 < same < 1150


@pytest.mark.anyio
async def test_a_page_is_told_its_users_arm(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, service: Service, token: str
) -> None:
    told = await client.get("/api/v1/assignment")
    assert told.json() == {"experiment": "sse-or-polling", "arm": "sse"}
    service.experiment = Experiment("all", 100)
    assert (await client.get("/api/v1/assignment")).json()["arm"] == "polling"
    assert (await anonymous.get("/api/v1/assignment")).status_code == 401


@pytest.mark.anyio
async def test_the_page_itself_brings_the_arm(
    service: Service, settings: Settings, client: httpx.AsyncClient
) -> None:
    """So that a page need not ask before it connects; who has the other arm again is told so."""
    settings.static_dir.mkdir()
    (settings.static_dir / "index.html").write_text("page")
    client.headers.clear()
    await client.get("/")
    assert ARM_COOKIE not in client.cookies
    service.experiment.polling_percent = 100
    await client.get("/")
    assert client.cookies[ARM_COOKIE] == "polling"
    service.experiment.polling_percent = 0
    await client.get("/")
    assert ARM_COOKIE not in client.cookies
