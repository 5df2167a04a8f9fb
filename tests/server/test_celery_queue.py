"""What is asked again when it waits without a message, on a real Redis."""

import ssl
from collections.abc import Iterator

import pytest
import redis

from manual_clock import ManualClock
from redis_server import RedisServer
from transcription_service.jobs.celery_app import KEY_PREFIX, QUEUE, celery_app
from transcription_service.jobs.celery_queue import CeleryQueue
from transcription_service.redis_link import RedisLink, StoreUnavailable


@pytest.fixture
def queue(own_redis: RedisServer, clock: ManualClock) -> Iterator[CeleryQueue]:
    link = RedisLink(own_redis.url)
    queue = CeleryQueue(celery_app(own_redis.url), link, clock)
    yield queue
    queue.join()
    link.threads.close()


def messages(own_redis: RedisServer) -> int:
    with redis.Redis.from_url(own_redis.url) as client:
        return int(client.llen(f"{KEY_PREFIX}{QUEUE}"))


def test_a_message_that_waits_is_not_missing(queue: CeleryQueue) -> None:
    queue.submit("one")
    assert [queue.missing(["one"]) for _ in range(3)] == [[], [], []]


def test_a_session_that_waits_while_no_message_does_is_missing_at_the_second_look(
    queue: CeleryQueue,
) -> None:
    assert queue.missing(["one"]) == []
    assert queue.missing(["one", "two"]) == ["one"]
    assert queue.missing(["two"]) == ["two"]
    assert queue.missing([]) == []


def test_behind_other_messages_it_is_asked_again_ever_more_seldom(
    queue: CeleryQueue, clock: ManualClock
) -> None:
    queue.submit("other")
    asked = []
    for minute in range(16):
        if queue.missing(["one"]):
            asked.append(minute)
        clock.advance(60)
    assert asked == [1, 3, 7, 15]


def test_what_cannot_be_submitted_is_left_to_be_found_missing(
    queue: CeleryQueue, own_redis: RedisServer
) -> None:
    own_redis.kill()
    queue.submit("one")
    assert queue.missing(["one"]) == []
    with pytest.raises(StoreUnavailable):
        queue.missing(["one"])
    own_redis.start()
    assert queue.missing(["one"]) == ["one"]
    queue.submit("one")
    assert messages(own_redis) == 1


def test_all_keys_are_under_one_prefix(queue: CeleryQueue, own_redis: RedisServer) -> None:
    queue.submit("one")
    with redis.Redis.from_url(own_redis.url) as client:
        assert all(key.startswith(KEY_PREFIX.encode()) for key in client.scan_iter())


def test_messages_are_in_the_database_that_the_url_names(
    own_redis: RedisServer, clock: ManualClock
) -> None:
    url = own_redis.url.replace("db=0", "db=3")
    link = RedisLink(url)
    queue = CeleryQueue(celery_app(url), link, clock)
    queue.submit("one")
    assert messages(own_redis) == 0
    assert link.threads.llen(f"{KEY_PREFIX}{QUEUE}") == 1
    queue.join()
    link.threads.close()


def test_a_broker_behind_tls_must_show_a_certificate() -> None:
    """Kombu's own default is to trust anyone."""
    with celery_app("rediss://redis.example/0").connection_for_write() as connection:
        assert connection.ssl == {"ssl_cert_reqs": ssl.CERT_REQUIRED}
