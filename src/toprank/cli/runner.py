"""Who does the work of a command: threads, so many processes of this machine, or a cluster."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from toprank.errors import Missing, ToprankError
from toprank.pool.runners import Runner
from toprank.pool.runners.threads import cores
from toprank.words import say


@contextmanager
def runner(
    threads: int | None, workers: int | None, cluster: str | None, items: int, language: str = "en"
) -> Iterator[int | Runner | None]:
    """The runner that the options ask for, for as long as the block lasts; `items` is how many pieces the work has.

    No more worker processes are started than can be of use; where that is fewer than asked, it is said on standard
    error. ToprankError where the options contradict each other; Missing where Dask or the scheduler is not there.
    """
    named = [name for name, value in (("--threads", threads), ("--workers", workers), ("--cluster", cluster)) if value]
    if len(named) > 1:
        raise ToprankError(f"{' and '.join(named)} cannot both be given: the work is shared in one way.")
    if workers is None and cluster is None:
        yield threads
        return
    try:
        from toprank.pool.runners.cluster import cluster_at, local_cluster  # Dask is an optional extra, slow to import
    except ModuleNotFoundError as error:
        raise Missing(f"{named[0]} needs {error.name}: pip install 'toprank[cluster]'.") from None
    if cluster is not None:
        with cluster_at(cluster) as found:
            yield found
        return
    asked = workers or 1
    started = useful(asked, items, cores())
    if started < asked:
        told = {"asked": asked, "started": started, "items": items, "cores": cores()}
        print(say("runner", "fewer_workers", told, language), file=sys.stderr)
    with local_cluster(started) as found:
        yield found


def useful(workers: int, items: int, cores: int) -> int:
    """How many worker processes are started: one for each core at most, and one more than there are pieces of work.

    The one more takes over at once where another one dies.

    >>> useful(256, 1, 2), useful(256, 90, 8), useful(2, 90, 8)
    (2, 8, 2)
    """
    return max(min(workers, items + 1, cores), 1)
