"""A token bucket gives its burst, then its rate, and never more."""

from entremise.foundation.web.token_buckets import TokenBuckets


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_what_it_holds_at_once_then_what_comes_back() -> None:
    clock = Clock()
    buckets = TokenBuckets(burst=3, per_second=0.5, clock=clock)
    assert [buckets.take("a") for _ in range(4)] == [0, 0, 0, 2.0]
    assert buckets.take("b") == 0
    clock.now += 1
    assert buckets.take("a") == 1.0
    clock.now += 1
    assert buckets.take("a") == 0
    clock.now += 3600
    assert [bool(buckets.take("a")) for _ in range(4)] == [False, False, False, True]


def test_who_is_refused_pays_nothing() -> None:
    clock = Clock()
    buckets = TokenBuckets(burst=1, per_second=1, clock=clock)
    buckets.take("a")
    for _ in range(50):
        buckets.take("a")
    clock.now += 1
    assert buckets.take("a") == 0


def test_a_picture_costs_a_part_of_a_page() -> None:
    buckets = TokenBuckets(burst=1, per_second=1, clock=Clock())
    assert [bool(buckets.take("a", 0.25)) for _ in range(5)] == [False] * 4 + [True]


def test_it_remembers_so_many_keys_and_the_empty_ones_last() -> None:
    clock = Clock()
    buckets = TokenBuckets(burst=2, per_second=1, max_keys=100, clock=clock)
    for number in range(10_000):
        buckets.take(f"old {number}")
        clock.now += 0.5
    assert len(buckets) <= 100
    buckets.take("greedy"), buckets.take("greedy")
    for number in range(40):
        buckets.take(f"new {number}")
    assert buckets.take("greedy") > 0
