"""Whether a failed attempt is tried again, and when."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.limits import Limits
from jobs.retry import Failure, Retry, decide
from jobs.states import ErrorCode

LIMITS = Limits()
ALMOST_ONE = 1 - 2**-53
RETRIED = (ErrorCode.CRASH, ErrorCode.NETWORK, ErrorCode.DATABASE, ErrorCode.STALLED, ErrorCode.RATE_LIMIT)


@pytest.mark.parametrize(("attempt", "longest"), [(1, 5), (2, 10), (3, 20), (4, 40), (11, 3600), (500, 3600)])
@pytest.mark.parametrize("code", [ErrorCode.CRASH, ErrorCode.NETWORK, ErrorCode.DATABASE, None])
def test_the_back_off_doubles_up_to_an_hour_with_full_jitter(code: ErrorCode | None, attempt: int, longest: float):
    failure = Failure(code, attempt, max_attempts=1000)
    assert decide(failure, LIMITS, 0) == Retry(0)
    assert decide(failure, LIMITS, 0.5) == Retry(longest / 2)
    assert decide(failure, LIMITS, ALMOST_ONE) == Retry(pytest.approx(longest))


@pytest.mark.parametrize("code", [code for code in RETRIED if code is not ErrorCode.RATE_LIMIT])
def test_the_last_attempt_is_the_last(code: ErrorCode):
    assert decide(Failure(code, 2, 3), LIMITS, 0.5)
    assert decide(Failure(code, 3, 3), LIMITS, 0.5) is None


@pytest.mark.parametrize("code", [ErrorCode.VALIDATION_ERROR, ErrorCode.CANCELLED])
def test_what_would_fail_again_or_is_not_wanted_is_not_tried_again(code: ErrorCode):
    assert decide(Failure(code, 1, 3), LIMITS, 0.5) is None


@pytest.mark.parametrize("code", RETRIED)
def test_a_job_of_one_attempt_is_never_tried_again(code: ErrorCode):
    assert decide(Failure(code, 1, 1), LIMITS, 0.5) is None


@pytest.mark.parametrize("chance", [0, 0.5, ALMOST_ONE])
def test_a_stalled_job_is_tried_again_after_at_least_45_seconds(chance: float):
    retry = decide(Failure(ErrorCode.STALLED, 1, 3), LIMITS, chance)
    assert retry == Retry(45 + 5 * chance)


@pytest.mark.parametrize(
    ("earlier", "costs"), [(0, False), (1, False), (2, False), (3, False), (4, False), (5, True), (6, True)]
)
def test_the_first_five_refusals_cost_no_attempt(earlier: int, costs: bool):
    retry = decide(Failure(ErrorCode.RATE_LIMIT, 1, 3, rate_limits=earlier), LIMITS, 0)
    assert retry == Retry(60, costs_attempt=costs)


def test_a_refusal_at_the_last_attempt_is_tried_again_while_it_costs_nothing():
    assert decide(Failure(ErrorCode.RATE_LIMIT, 3, 3, rate_limits=4), LIMITS, 0) == Retry(60, costs_attempt=False)
    assert decide(Failure(ErrorCode.RATE_LIMIT, 3, 3, rate_limits=5), LIMITS, 0) is None


@pytest.mark.parametrize(
    ("asked", "wait"), [(None, 60), (0, 60), (5, 60), (61, 61), (7200, 7200), (10**12, 7 * 86400), (-3, 60)]
)
def test_a_refused_job_waits_a_minute_and_what_the_shop_asks_for(asked: float | None, wait: float):
    assert decide(Failure(ErrorCode.RATE_LIMIT, 1, 3, retry_after=asked), LIMITS, 0) == Retry(wait, False)


def test_a_shop_that_goes_on_refusing_is_left_alone_for_longer():
    waits = [
        retry.wait
        for earlier in range(9)
        if (retry := decide(Failure(ErrorCode.RATE_LIMIT, 1, 3, rate_limits=earlier), LIMITS, 0.5))
    ]
    assert waits[:4] == [90, 120, 180, 300]
    assert waits == sorted(waits)
    assert waits[-1] == 60 + 1800


FAILURES = st.builds(
    Failure,
    st.sampled_from(ErrorCode),
    st.integers(1, 50),
    st.integers(1, 50),
    st.integers(0, 100),
    st.none() | st.floats(0, 1e9),
)


@given(FAILURES, st.floats(0, 1, exclude_max=True))
def test_whatever_failed_the_wait_is_neither_negative_nor_endless(failure: Failure, chance: float):
    retry = decide(failure, LIMITS, chance)
    assert retry is None or 0 <= retry.wait <= 7 * 86400 + 3600
    assert retry is None or not retry.costs_attempt or failure.attempt < failure.max_attempts
